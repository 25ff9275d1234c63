"""A rule's page: the docstring of its file, taken apart."""

from __future__ import annotations

from textwrap import dedent

from msgspec import Struct

HEADINGS = ("What it finds", "Why it matters", "Example", "Instead")


class PageError(ValueError):
    """The text is not a rule's page; the message says what is wrong with it."""


class Page(Struct, frozen=True):
    """``title``, ``finds`` and ``why`` are prose; ``example`` fires the rule, ``instead`` does not: HCL, as a file."""

    title: str
    finds: str
    why: str
    example: str = ""
    instead: str = ""


def page(doc: str) -> Page:
    """The page in a docstring: a title, then the four headings in order, each with an indented text.

    Raises ``PageError``.
    """
    lines = dedent(doc.split("\n", 1)[1] if "\n" in doc else "").splitlines()
    at = [i for i, line in enumerate(lines) if line and not line[0].isspace()]
    if tuple(lines[i] for i in at) != HEADINGS:
        raise PageError(f"the headings are {[lines[i] for i in at]}, not {list(HEADINGS)}")
    texts = [dedent("\n".join(lines[a + 1 : b])).strip("\n") for a, b in zip(at, (*at[1:], len(lines)), strict=True)]
    title = doc.split("\n", 1)[0].strip()
    if not title or not all(text.strip() for text in texts):
        raise PageError("there is a heading without text")
    finds, why, example, instead = texts
    return Page(title, finds, why, example.rstrip() + "\n", instead.rstrip() + "\n")


def files(text: str) -> dict[str, str]:
    """The files of an Example: ``main.tf``, and after each line ``# ./PATH`` the file of that path."""
    found, name = {"main.tf": ""}, "main.tf"
    for line in text.splitlines(keepends=True):
        if line.startswith("# ./"):
            name = line.removeprefix("# ./").strip()
            found[name] = ""
        else:
            found[name] += line
    return {path: f"{content.rstrip()}\n" for path, content in found.items()}
