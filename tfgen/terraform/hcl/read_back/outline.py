"""What a file says, whoever read it:
its arguments and blocks in order, their values as one plain text.

Both readings of a file, tfgen's and python-hcl2's, are turned into this type, and only this type is
compared. ``start`` and ``end`` are offsets in the text; they are not compared.
"""

from __future__ import annotations

import json

from msgspec import Struct


class OutlineArgument(Struct, frozen=True, gc=False):
    """``name = value``; the value in the form of ``plain``,
    which two readings share when they mean the same.
    """

    name: str
    value: str
    start: int
    end: int

    @property
    def title(self) -> str:
        """The argument on one line, with what it is set to."""
        return f"{self.name} = {self.value}"

    @property
    def key(self) -> tuple[str, ...]:
        """What two readings must share for the values to be compared."""
        return (self.name,)


class OutlineBlock(Struct, frozen=True):
    """``type "label" { ... }`` with what stands in it, in order."""

    type: str
    labels: tuple[str, ...]
    items: tuple[OutlineItem, ...]
    start: int
    end: int

    @property
    def title(self) -> str:
        """The header on one line: ``resource "aws_vpc" "this"``."""
        return " ".join(
            [self.type, *(json.dumps(label, ensure_ascii=False) for label in self.labels)]
        )

    @property
    def key(self) -> tuple[str, ...]:
        """What two readings must share for the insides to be compared."""
        return ("block", self.type, *self.labels)


OutlineItem = OutlineArgument | OutlineBlock

Outline = tuple[OutlineItem, ...]
