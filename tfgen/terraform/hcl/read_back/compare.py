"""The differences between two outlines of one text."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from tfgen.terraform.hcl.read_back.outline import (
    Outline,
    OutlineArgument,
    OutlineBlock,
    OutlineItem,
)

NOTHING = "nothing more"
"""What a reading says at the end of a body or a file."""


class ReadingDifference(Struct, frozen=True):
    """One thing that is read in two ways; ``start`` and ``end`` are offsets:
    of tfgen's item, where it has one.
    """

    ours: str
    theirs: str
    start: int
    end: int


def differences(ours: Outline, theirs: Outline) -> Iterator[ReadingDifference]:
    """The differences in the order of the text.

    In a body whose items are not the same, in the same order, only the first that differ are told:
    what follows them cannot be paired.
    """
    for mine, other in zip(ours, theirs, strict=False):
        if mine.key != other.key:
            yield ReadingDifference(mine.title, other.title, mine.start, mine.end)
            return
        yield from _inside(mine, other)
    if len(ours) > len(theirs):
        extra = ours[len(theirs)]
        yield ReadingDifference(extra.title, NOTHING, extra.start, extra.end)
    elif len(theirs) > len(ours):
        extra = theirs[len(ours)]
        yield ReadingDifference(NOTHING, extra.title, extra.start, extra.end)


def _inside(ours: OutlineItem, theirs: OutlineItem) -> Iterator[ReadingDifference]:
    """The differences of two items with the same key."""
    if isinstance(ours, OutlineBlock) and isinstance(theirs, OutlineBlock):
        yield from differences(ours.items, theirs.items)
    elif (
        isinstance(ours, OutlineArgument)
        and isinstance(theirs, OutlineArgument)
        and ours.value != theirs.value
    ):
        yield ReadingDifference(ours.title, theirs.title, ours.start, ours.end)


def count(outline: Outline) -> int:
    """The arguments and blocks of an outline, those inside others too."""
    inside = sum(count(item.items) for item in outline if isinstance(item, OutlineBlock))
    return len(outline) + inside
