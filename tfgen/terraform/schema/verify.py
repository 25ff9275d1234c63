"""The form of a bundle that somebody else may have written: all that a reader relies on.

``encode`` writes what a line refers to before the line itself, so in a sound file no line contains itself. What
is written out in full when it is read, nested attributes and types, must not grow without bound.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from tfgen.terraform.schema.bundle import Bundle, BundleEntry, BundleError
from tfgen.terraform.schema.functions import FUNCTION, FUNCTIONS_KNOWN, read_function
from tfgen.terraform.types.model import TypeFormatError, from_json

MAX_DEPTH = 100
MAX_SIZE = 100_000
"""The most lines below a line, one below another and in all."""

_NAME = "[A-Za-z0-9_-]+"
_ATTRIBUTE = re.compile(rf"{_NAME}:[rocsdw]*(?:[NBYLEM]?|@(\d{{1,9}})|#[islm](\d{{1,9}}))")
_BLOCK = re.compile(rf"{_NAME}:[ilsmg]\d{{0,9}}(?:-\d{{1,9}})?@(\d{{1,9}})")
_KINDS = frozenset({"p", "r", "d", "e"})


class _UnsoundError(Exception):
    """A fault of a schema, without its file."""


def verify(bundle: Bundle) -> None:
    """Raises ``BundleError`` for a file that ``encode`` cannot have written."""
    checked: dict[int, _Chunk] = {}
    try:
        for kind, name, number, line in _rows(bundle):
            entry = bundle.find(kind, name)
            if entry is None or not re.fullmatch(_NAME, name):
                raise _UnsoundError("an index with a name that is none")
            if number not in checked:
                checked[number] = _Chunk(entry.lines)
            checked[number].check(kind, name, entry, line)
    except (_UnsoundError, ValueError, IndexError, KeyError, TypeError, RecursionError) as error:
        raise BundleError(bundle.path, f"not what tfgen writes: {error}") from None


def _rows(bundle: Bundle) -> Iterator[tuple[str, str, int, int]]:
    for row in bundle.texts()[0].split("\n"):
        if row:
            kind, name, chunk, line = row.split(" ")
            if not (chunk.isdecimal() and line.isdecimal()):
                raise _UnsoundError("an index without numbers")
            yield kind, name, int(chunk), int(line)


class _Chunk:
    """The lines of one chunk: what is below each of them is added up once."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        self._lines = lines
        self._sizes: dict[int, tuple[int, int]] = {}

    def check(self, kind: str, name: str, entry: BundleEntry, line: int) -> None:
        """Check the entry in a line."""
        if kind == FUNCTION:
            read_function(name, entry.lines[line])
        elif kind in _KINDS:
            self._size(line)
        elif kind != FUNCTIONS_KNOWN:
            raise _UnsoundError("an entry of an unknown kind")

    def _size(self, line: int) -> tuple[int, int]:
        """Depth and number of all that is below a line of a block."""
        if line not in self._sizes:
            depth, size = 1, 1
            for below in self._below(line):
                inner = self._size(below)
                depth, size = max(depth, inner[0] + 1), size + inner[1]
            if depth > MAX_DEPTH or size > MAX_SIZE:
                raise _UnsoundError("blocks in blocks without end")
            self._sizes[line] = (depth, size)
        return self._sizes[line]

    def _below(self, line: int) -> Iterator[int]:
        """The lines that a line of a block refers to, all of them before it."""
        attributes, _, blocks = self._lines[line].removeprefix("!").partition("/")
        for token in attributes.split(" ") if attributes else ():
            match = _ATTRIBUTE.fullmatch(token)
            if match is None:
                raise _UnsoundError("an attribute of another form")
            if match[1]:
                self._check_type(int(match[1]))
            elif match[2]:
                yield self._earlier(int(match[2]), line)
        for token in blocks.split(" ") if blocks else ():
            match = _BLOCK.fullmatch(token)
            if match is None:
                raise _UnsoundError("a block of another form")
            yield self._earlier(int(match[1]), line)

    def _earlier(self, line: int, than: int) -> int:
        if line >= than:
            raise _UnsoundError("a line that contains itself")
        return line

    def _check_type(self, line: int) -> None:
        try:
            from_json(json.loads(self._lines[line]))
        except TypeFormatError:
            raise _UnsoundError("a type that is none") from None
