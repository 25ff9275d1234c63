"""What a file says, whoever read it: its arguments and blocks in order, their values as one plain text.

Both readings of a file, tfgen's and python-hcl2's, are turned into this type, and only this type is compared.
"""

from __future__ import annotations

from msgspec import Struct


class OutlineArgument(Struct, frozen=True, gc=False):
    """``name = value``; the value in the form of ``plain``, which two readings share when they mean the same."""

    name: str
    value: str
    line: int
    column: int


class OutlineBlock(Struct, frozen=True):
    """``type "label" { ... }`` with what stands in it, in order."""

    type: str
    labels: tuple[str, ...]
    items: tuple[OutlineItem, ...]
    line: int
    column: int

    @property
    def title(self) -> str:
        """The header on one line: ``resource "aws_vpc" "this"``."""
        return " ".join([self.type, *(f'"{label}"' for label in self.labels)])


OutlineItem = OutlineArgument | OutlineBlock

Outline = tuple[OutlineItem, ...]
