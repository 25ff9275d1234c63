"""Text and places in it, which every other part of tfgen points at."""

from __future__ import annotations

import re
from bisect import bisect_right

from msgspec import Struct, field


class Pos(Struct, frozen=True, order=True, gc=False, array_like=True):
    """A place in a text. ``offset`` counts characters from 0; ``line`` and ``column`` count from 1."""

    offset: int
    line: int
    column: int


class Range(Struct, frozen=True, order=True, gc=False, array_like=True):
    """The text from ``start`` up to, not including, ``end``."""

    start: Pos
    end: Pos

    @property
    def file(self) -> SourceFile | None:
        """Its file where it names one, as a ``FileRange`` does."""
        return None

    def between(self, start: Pos, end: Pos) -> Range:
        """The range from ``start`` to ``end``, two places in the same text."""
        return Range(start, end)

    def to(self, other: Range) -> Range:
        """The range from the start of this one to the end of ``other``."""
        return self.between(self.start, other.end)

    def contains(self, other: Range) -> bool:
        """Whether all of ``other``, a range of the same text, lies in this one."""
        return self.start.offset <= other.start.offset and other.end.offset <= self.end.offset


class FileRange(Range, frozen=True, gc=False, array_like=True):
    """A range that names its file, which is not the one that its tree was read from.

    What an override file brings into another file's block has such ranges;
    all other nodes have plain ones.
    """

    file: SourceFile

    def between(self, start: Pos, end: Pos) -> Range:
        """The range from ``start`` to ``end``, two places in the same file."""
        return FileRange(start, end, self.file)


START = Range(Pos(0, 1, 1), Pos(0, 1, 1))
"""The very beginning of a text: the place of findings about a whole file."""


class Origin(Struct, frozen=True):
    """Origin of a line of a rendered file.

    ``template`` is the template's path below the template folder (``vpc/main.tf.jinja``), ``line``
    counts from 1, ``stack_key`` is the dotted key of the stack file
    (``services.database.instances``) or None.
    """

    template: str
    line: int
    stack_key: str | None = None


_CONFLICT_LINE = re.compile(r"^(<{7}|={7}|>{7})(?: [^\n]*)?\r?$", re.M)


class MergeConflict(Struct, frozen=True):
    """Both sides of a change that git could not merge, with the lines that it puts around them.

    ``start`` and ``end`` are the offsets of the first of these lines, ``last`` is the end of all.
    """

    start: int
    end: int
    last: int

    @property
    def detail(self) -> str:
        """The detail of a finding."""
        return "Git left both sides of a change here, since it could not merge them."

    @property
    def help(self) -> str:
        """The help of a finding."""
        return "Keep what is right, and delete the lines of <<<<<<<, ======= and >>>>>>>."


def merge_conflict(text: str, *places: int) -> MergeConflict | None:
    """The first merge conflict; with ``places``, offsets, the one that any of these lies in."""
    if "<<<<<<<" not in text:
        return None
    opened: re.Match[str] | None = None
    divided = False
    for line in _CONFLICT_LINE.finditer(text):
        if line[1][0] == "<":
            opened, divided = line, False
        elif line[1][0] == "=":
            divided = opened is not None
        elif opened is not None and divided:
            if not places or any(opened.start() <= at <= line.end() for at in places):
                return MergeConflict(opened.start(), opened.end(), line.end())
            opened, divided = None, False
    return None


class SourceFile(Struct, frozen=True):
    """A file in memory.

    ``path`` is relative with forward slashes (or as the user gave it); ``origins`` holds one entry
    for each line of a rendered file and is empty for a file that was read from disk.
    """

    path: str
    text: str
    origins: tuple[Origin | None, ...] = ()

    def origin(self, line: int) -> Origin | None:
        """The origin of the line (from 1), if it was rendered."""
        if not 0 < line <= len(self.origins):
            return None
        return self.origins[line - 1]


class LineIndex(Struct, frozen=True):
    """Turns offsets of one text into positions in logarithmic time."""

    starts: tuple[int, ...] = field(default=(0,))

    @classmethod
    def of(cls, text: str) -> LineIndex:
        """The index of ``text``; only a line feed ends a line, as in Terraform."""
        starts, at = [0], text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = text.find("\n", at + 1)
        return cls(tuple(starts))

    def pos(self, offset: int) -> Pos:
        """The position of the character at ``offset``."""
        line = bisect_right(self.starts, offset)
        return Pos(offset, line, offset - self.starts[line - 1] + 1)

    def range(self, start: int, end: int) -> Range:
        """The range between two offsets."""
        return Range(self.pos(start), self.pos(end))
