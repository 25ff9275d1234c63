"""A rule's page: the docstring of its file, taken apart."""

from __future__ import annotations

from textwrap import dedent

from msgspec import Struct

HEADINGS = ("What it finds", "Why it matters", "Example", "Instead")


class PageError(ValueError):
    """The text is not a rule's page; the message says what is wrong with it."""


class Page(Struct, frozen=True):
    """``title``, ``finds`` and ``why`` are prose;
    ``example`` fires the rule, ``instead`` does not: HCL, as a file.
    """

    title: str
    finds: str
    why: str
    example: str = ""
    instead: str = ""


def page(doc: str) -> Page:
    """The page in a docstring: a title, then the four headings in order,
    each with an indented text.

    Raises ``PageError``.
    """
    title, _, rest = doc.partition("\n")
    sections = _sections(dedent(rest).splitlines())
    if tuple(sections) != HEADINGS:
        raise PageError(f"the headings are {list(sections)}, not {list(HEADINGS)}")
    if not title.strip() or "" in sections.values():
        raise PageError("there is a heading without text")
    finds, why, example, instead = sections.values()
    return Page(title.strip(), finds, why, f"{example}\n", f"{instead}\n")


def _sections(lines: list[str]) -> dict[str, str]:
    """The text below each heading: below each line that is not indented."""
    texts: dict[str, list[str]] = {}
    heading = ""
    for line in lines:
        if line and not line[0].isspace():
            heading = line
            texts[heading] = []
        elif heading:
            texts[heading].append(line)
    return {
        heading: dedent("\n".join(text)).strip("\n").rstrip() for heading, text in texts.items()
    }


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
