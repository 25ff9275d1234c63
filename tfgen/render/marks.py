"""Marks in rendered text: the template line of each line, and the values that a template printed.

They travel through loops, macros and includes with the text,
and are taken out before anyone sees it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from tfgen.render.markup import MARK, MARKS
from tfgen.source import Origin

_LINE = re.compile(rf"{MARK}L([^{MARK}]*):(\d+){MARK}")
_KEY = re.compile(rf"{MARK}K([^{MARK}]*){MARK}")
_ANY = re.compile(
    rf"{MARK}P{MARK}([^{MARK}]*){MARK}E{MARK}|{MARK}L([^{MARK}]*):(\d+){MARK}|{MARK}K[^{MARK}]*{MARK}"
)


def line_mark(template: str, line: int) -> str:
    """The mark of a template line."""
    return f"{MARK}L{template}:{line}{MARK}"


def key_mark(key: str) -> str:
    """The mark of a stack key."""
    return f"{MARK}K{key.replace(MARK, ' ')}{MARK}"


def printed(hcl: str) -> str:
    """Text that a template printed as a value, between its marks. It must not hold ``MARK``."""
    return f"{MARK}P{MARK}{hcl}{MARK}E{MARK}"


STAND_IN = "v"
"""Stands for each printed value in ``Unmarked.skeleton``."""


class PrintedValue(Struct, frozen=True):
    """A printed value: its offset in the skeleton, the number of its lines beyond the first,
    and its template line.
    """

    offset: int
    more_lines: int
    origin: Origin | None


class Unmarked(Struct, frozen=True):
    """Rendered text without its marks. ``lines`` and ``origins`` have one entry for each line.

    ``skeleton`` is the text with ``STAND_IN`` for each printed value:
    the words of the template's author.
    """

    lines: tuple[str, ...]
    origins: tuple[Origin | None, ...]
    skeleton: str
    values: tuple[PrintedValue, ...]


def unmark(text: str) -> Unmarked:
    """Take the marks out of the text that an environment rendered."""
    skeleton, values = _skeleton(text)
    marked_lines = text.split("\n")
    lines = tuple(MARKS.sub("", line) for line in marked_lines)
    return Unmarked(lines, tuple(_origins(marked_lines)), skeleton, values)


def _skeleton(text: str) -> tuple[str, tuple[PrintedValue, ...]]:
    parts: list[str] = []
    values: list[PrintedValue] = []
    origin: Origin | None = None
    at = size = 0
    for mark in _ANY.finditer(text):
        value, template, line = mark.groups()
        parts.append(text[at : mark.start()])
        size += len(parts[-1])
        at = mark.end()
        if template:
            origin = Origin(template, int(line))
        if value is not None:
            values.append(PrintedValue(size, value.count("\n"), origin))
            parts.append(STAND_IN)
            size += len(STAND_IN)
    parts.append(text[at:])
    return "".join(parts), tuple(values)


def _origins(lines: list[str]) -> Iterator[Origin | None]:
    """The innermost template line that each line begins with, and the stack key in it.

    A line without a mark (the second of a long value, a blank one) belongs to the line before.
    """
    last: Origin | None = None
    for line in lines:
        mark, key = _leading_mark(line), _KEY.search(line)
        if mark:
            last = Origin(mark[1], int(mark[2]), key[1] if key else None)
        elif key and last:
            last = Origin(last.template, last.line, key[1])
        yield last


def _leading_mark(line: str) -> re.Match[str] | None:
    """The last mark that only blanks stand before, else the first one."""
    leading: re.Match[str] | None = None
    for mark in _LINE.finditer(line):
        if leading is not None and MARKS.sub("", line[: mark.start()]).strip():
            break
        leading = mark
    return leading
