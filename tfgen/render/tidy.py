"""Blank lines and blanks at line ends, as a careful person leaves them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from tfgen.source import Origin

Lines = tuple[str, tuple[Origin | None, ...]]
"""A text that ends with a line end, and the origin of each of its lines."""


def tidy_hcl(lines: Sequence[str], origins: Sequence[Origin | None], verbatim: Collection[int] = ()) -> Lines:
    """At most one blank line in a row; none at the beginning or end of the text or a block; no blanks at line ends.

    The lines whose numbers (from 0) are in ``verbatim`` stay as they are.
    """
    kept: list[int] = []
    texts = [line if i in verbatim else line.rstrip() for i, line in enumerate(lines)]
    for i, line in enumerate(texts):
        if i in verbatim:
            kept.append(i)
            continue
        if line.lstrip().startswith("}") and kept and not texts[kept[-1]] and kept[-1] not in verbatim:
            kept.pop()
        if line or (kept and texts[kept[-1]] and not _opens(texts[kept[-1]])):
            kept.append(i)
    return _picked(texts, origins, kept, verbatim)


def tidy_markdown(lines: Sequence[str]) -> str:
    """At most one blank line in a row, none at the beginning or end; no blanks at line ends."""
    texts = [line.rstrip() for line in lines]
    kept = [i for i, line in enumerate(texts) if line or (i and texts[i - 1])]
    return "\n".join(texts[i] for i in kept).strip("\n") + "\n"


def _opens(line: str) -> bool:
    return line.endswith("{")


def _picked(
    texts: Sequence[str], origins: Sequence[Origin | None], kept: list[int], verbatim: Collection[int]
) -> Lines:
    while kept and not texts[kept[-1]] and kept[-1] not in verbatim:
        kept.pop()
    return "\n".join(texts[i] for i in kept) + "\n", tuple(origins[i] for i in kept)
