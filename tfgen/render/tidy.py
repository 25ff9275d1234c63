"""Blank lines and blanks at line ends, as a careful person leaves them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from tfgen.source import Origin

Lines = tuple[str, tuple[Origin | None, ...]]
"""A text that ends with a line end, and the origin of each of its lines."""


def tidy_hcl(
    lines: Sequence[str], origins: Sequence[Origin | None], verbatim: Collection[int] = ()
) -> Lines:
    """At most one blank line in a row; none at the beginning or end of the text or a block;
    no blanks at line ends.

    The lines whose numbers (from 0) are in ``verbatim`` stay as they are.
    """
    texts = [line if i in verbatim else line.rstrip() for i, line in enumerate(lines)]
    numbers: list[int] = []
    for i, line in enumerate(texts):
        if i in verbatim:
            numbers.append(i)
            continue
        if line.lstrip().startswith("}") and _ends_blank(texts, numbers, verbatim):
            numbers.pop()
        after_text = bool(numbers) and bool(texts[numbers[-1]]) and not _opens(texts[numbers[-1]])
        if line or after_text:
            numbers.append(i)
    while _ends_blank(texts, numbers, verbatim):
        numbers.pop()
    text = "\n".join(texts[i] for i in numbers) + "\n"
    return text, tuple(origins[i] for i in numbers)


def tidy_markdown(lines: Sequence[str]) -> str:
    """At most one blank line in a row, none at the beginning or end; no blanks at line ends."""
    tidied: list[str] = []
    for line in lines:
        text = line.rstrip()
        if text or (tidied and tidied[-1]):
            tidied.append(text)
    return "\n".join(tidied).strip("\n") + "\n"


def _opens(line: str) -> bool:
    return line.endswith("{")


def _ends_blank(texts: Sequence[str], numbers: Sequence[int], verbatim: Collection[int]) -> bool:
    """True when the last line of ``numbers`` is a blank one that may be left out."""
    return bool(numbers) and not texts[numbers[-1]] and numbers[-1] not in verbatim
