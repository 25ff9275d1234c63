"""Marks in rendered text: where each line comes from, and what was printed rather than written in the template.

They travel through loops, macros and includes with the text, and are taken out before anyone sees it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from tfgen.render.markup import MARK, MARKS
from tfgen.source import Origin

_LINE = re.compile(rf"{MARK}L([^{MARK}]*):(\d+){MARK}")
_KEY = re.compile(rf"{MARK}K([^{MARK}]*){MARK}")
_ANY = re.compile(rf"{MARK}P{MARK}([^{MARK}]*){MARK}E{MARK}|{MARK}L([^{MARK}]*):(\d+){MARK}|{MARK}K[^{MARK}]*{MARK}")


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


class Value(Struct, frozen=True):
    """A printed value: its offset in the skeleton, how many lines it takes beyond its first, and who printed it."""

    offset: int
    more_lines: int
    origin: Origin | None


class Unmarked(Struct, frozen=True):
    """Rendered text without its marks. ``lines`` and ``origins`` have one entry for each line.

    ``skeleton`` is the text with ``STAND_IN`` for each printed value: what the template's author wrote.
    """

    lines: tuple[str, ...]
    origins: tuple[Origin | None, ...]
    skeleton: str
    values: tuple[Value, ...]


def unmark(text: str) -> Unmarked:
    """Take the marks out of what an environment rendered."""
    skeleton, values = _skeleton(text)
    marked_lines = text.split("\n")
    lines = tuple(MARKS.sub("", line) for line in marked_lines)
    return Unmarked(lines, tuple(_origins(marked_lines)), skeleton, values)


def _skeleton(text: str) -> tuple[str, tuple[Value, ...]]:
    parts: list[str] = []
    values: list[Value] = []
    origin: Origin | None = None
    at = size = 0
    for found in _ANY.finditer(text):
        parts.append(text[at : found.start()])
        size += len(parts[-1])
        at = found.end()
        if found[2]:
            origin = Origin(found[2], int(found[3]))
        if found[1] is not None:
            values.append(Value(size, found[1].count("\n"), origin))
            parts.append(STAND_IN)
            size += len(STAND_IN)
    return "".join((*parts, text[at:])), tuple(values)


def _origins(lines: list[str]) -> Iterator[Origin | None]:
    """The innermost template line that each line begins with, and the stack key in it.

    A line without a mark (the second of a long value, a blank one) belongs to the line before.
    """
    last: Origin | None = None
    for line in lines:
        place = _place(line)
        key = _KEY.search(line)
        if place:
            last = Origin(place[1], int(place[2]), key[1] if key else None)
        elif key and last:
            last = Origin(last.template, last.line, key[1])
        yield last


def _place(line: str) -> re.Match[str] | None:
    """The last mark that only blanks stand before, else the first one."""
    chosen: re.Match[str] | None = None
    for found in _LINE.finditer(line):
        if chosen is not None and MARKS.sub("", line[: found.start()]).strip():
            break
        chosen = found
    return chosen
