"""Tables that fit the terminal: names are never broken, only the last column, which is prose."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from textwrap import wrap

GAP = "  "
MIN_PROSE = 24
"""Columns that the last column needs to stand beside the others; with less it goes below them."""


def terminal_width() -> int:
    """The width of the terminal in columns; 200 where the output goes elsewhere."""
    if sys.stdout is None or not sys.stdout.isatty():
        return 200
    return shutil.get_terminal_size().columns


def table(rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """The lines of a table. Every column but the last is as wide as its widest cell."""
    if not rows:
        return
    firsts = [row[:-1] for row in rows]
    widths = []
    for column in zip(*firsts, strict=True):
        widths.append(max(map(len, column)))
    left = sum(widths) + len(GAP) * len(widths)
    for row in rows:
        head = GAP.join(cell.ljust(size) for cell, size in zip(row[:-1], widths, strict=True))
        yield from _row(head, row[-1], left, width)


def _row(head: str, prose: str, left: int, width: int) -> Iterator[str]:
    """The lines of a row, whose last cell stands beside the others or below them."""
    if not prose:
        yield head.rstrip()
        return
    if width - left >= MIN_PROSE:
        first, *more = wrap(prose, width - left, break_long_words=False, break_on_hyphens=False)
        yield head + GAP + first
        for line in more:
            yield " " * left + line
        return
    yield head.rstrip()
    for line in wrap(prose, max(width - 8, MIN_PROSE), break_long_words=False):
        yield " " * 8 + line
