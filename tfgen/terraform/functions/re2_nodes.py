"""The trees of regular expressions."""

from __future__ import annotations

from msgspec import Struct

Ranges = tuple[tuple[int, int], ...]
LAST = 0x10FFFF


class PatternError(ValueError):
    """Go does not compile the pattern; the message is Go's."""


class Chars(Struct, frozen=True):
    """One character out of ranges and Unicode categories (``Lu``, ``N``; ``^`` before it: not of it)."""

    ranges: Ranges
    categories: tuple[str, ...] = ()
    negated: bool = False
    folded: bool = False


class Check(Struct, frozen=True):
    """A place: ``begin``, ``end``, ``line-begin``, ``line-end``, ``word``, ``not-word``."""

    kind: str


class Sequence(Struct, frozen=True):
    """One after another."""

    parts: tuple[Node, ...]


class Choice(Struct, frozen=True):
    """The first that leads to a match."""

    options: tuple[Node, ...]


class Repeat(Struct, frozen=True):
    """``most`` None: without end."""

    of: Node
    least: int
    most: int | None
    greedy: bool


class Capture(Struct, frozen=True):
    """A group that is kept, counted from 1."""

    of: Node
    number: int


Node = Chars | Check | Sequence | Choice | Repeat | Capture


class Pattern(Struct, frozen=True):
    """A whole expression; ``names`` has an entry for each group, "" for one without a name."""

    root: Node
    names: tuple[str, ...]


def inverted(ranges: Ranges) -> Ranges:
    """All characters that are in none of the ranges."""
    found, start = [], 0
    for low, high in sorted(ranges):
        if low > start:
            found.append((start, low - 1))
        start = max(start, high + 1)
    if start <= LAST:
        found.append((start, LAST))
    return tuple(found)
