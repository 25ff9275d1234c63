"""A file with its tree."""

from __future__ import annotations

from msgspec import Struct

from tfgen.source import Range, SourceFile
from tfgen.terraform.hcl.syntax import Body


class Parsed(Struct, frozen=True):
    """A file and its tree. ``generated``:
    tfgen wrote it, so literals must match exactly and names end in a suffix.
    """

    file: SourceFile
    body: Body
    generated: bool = False

    def file_of(self, place: Range) -> SourceFile:
        """The file of a range in the tree: this one, but for what an override file brought into it."""
        return place.file or self.file

    def text_at(self, place: Range) -> str:
        """The text of a range in the tree."""
        return self.file_of(place).text[place.start.offset : place.end.offset]

    def where(self, place: Range) -> str:
        """A range in the tree as messages name it: ``PATH:LINE``."""
        return f"{self.file_of(place).path}:{place.start.line}"
