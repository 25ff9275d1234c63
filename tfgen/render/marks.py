"""Marks in rendered text that say where a line comes from; they are taken out before anyone sees the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from tfgen.source import Origin

MARK = "\0"
"""No template may hold it, and no literal does: ``hcl.literal`` writes it as an escape."""

_LINE = re.compile(rf"{MARK}L([^{MARK}]*):(\d+){MARK}")
_KEY = re.compile(rf"{MARK}K([^{MARK}]*){MARK}")
_ANY = re.compile(rf"{MARK}[LK][^{MARK}]*{MARK}")


class Fragment(str):
    """Text that is HCL already: printed as it is, true when it holds more than marks and blanks."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return bool(_ANY.sub("", self).strip())


@dataclass(frozen=True, slots=True)
class Keyed:
    """A value with the key of the stack file that it comes from."""

    value: Any
    key: str | None


def line_mark(template: str, line: int) -> str:
    """The mark of a template line."""
    return f"{MARK}L{template}:{line}{MARK}"


def key_mark(key: str) -> str:
    """The mark of a stack key."""
    return f"{MARK}K{key}{MARK}"


def take_out(text: str) -> tuple[str, tuple[Origin | None, ...]]:
    """The text without marks, blank lines reduced to one in a row, and the origin of each line left."""
    lines: list[str] = []
    origins: list[Origin | None] = []
    last: Origin | None = None
    for marked in text.split("\n"):
        line = _ANY.sub("", marked).rstrip()
        last = _origin(marked, last)
        if line.lstrip().startswith("}") and lines and not lines[-1]:
            del lines[-1], origins[-1]
        if line or _wanted_blank(lines):
            lines.append(line)
            origins.append(last)
    while lines and not lines[-1]:
        del lines[-1], origins[-1]
    return "\n".join(lines) + "\n", tuple(origins)


def _wanted_blank(lines: list[str]) -> bool:
    """A blank line stands neither first, nor after another one, nor right inside a block."""
    return bool(lines) and lines[-1] != "" and not lines[-1].endswith("{")


def _origin(marked: str, last: Origin | None) -> Origin | None:
    """The innermost template line that a line begins with, and the stack key in it."""
    place = None
    for match in _LINE.finditer(marked):
        if place is None or not _ANY.sub("", marked[: match.start()]).strip():
            place = match
    key = _KEY.search(marked)
    if place is None:
        return last if not key or last is None else Origin(last.template, last.line, key[1])
    return Origin(place[1], int(place[2]), key[1] if key else None)
