"""A misspelt word and the one known word that can be meant: sure enough to write it without asking, or not."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from posixpath import commonprefix

from msgspec import Struct

from tfgen.diagnostics import nearest

_NUMBERS = re.compile(r"\d+")


class Near(Struct, frozen=True):
    """A known word. ``sure``: a slip of the pen or two away, no other word nearly as close, and no other meaning."""

    name: str
    sure: bool


def near(word: str, known: Iterable[str], taken: Collection[str] = ()) -> Near | None:
    """The known word that ``word`` stands for, or None where it may be another one, or one that is ``taken``.

    It is always the one that messages name (``diagnostics.nearest``).
    """
    found = _near(word, tuple(known))
    return found if found and found.name not in taken else None


@lru_cache(maxsize=1024)
def _near(word: str, names: tuple[str, ...]) -> Near | None:
    found = nearest(word, names)
    if found is None or found == word:
        return None
    if plain(found) == plain(word):
        return Near(found, sum(plain(name) == plain(word) for name in names) == 1)
    limit = _slips(word)
    away = distance(word, found, len(word))
    others = [distance(word, name, away + 1) for name in names if name != found]
    if any(other <= away for other in others) or away > max(2, len(word) // 3):
        return None
    alone = all(other > away + 1 for other in others)
    return Near(found, away <= limit and alone and not _other_meaning(word, found))


def plain(word: str) -> str:
    """``word`` without what people write differently: ``cidrBlock`` and ``cidr-block`` are ``cidr_block``."""
    return word.lower().replace("_", "").replace("-", "")


def distance(one: str, other: str, limit: int) -> int:
    """How many letters are wrong, missing, too many or swapped with their neighbour; ``limit + 1`` for more."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    one, other = _differing(one, other)
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        above, before_that, row = row, before, [i]
        for j, b in enumerate(other, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before_that[j - 2] + 1)
            row.append(cost)
        before = above
        if min(row) > limit and min(above) > limit:
            return limit + 1
    return min(row[-1], limit + 1)


def _differing(one: str, other: str) -> tuple[str, str]:
    """Without the letters that both begin and end with: they cost nothing."""
    first = len(commonprefix((one, other)))
    one, other = one[first:], other[first:]
    last = len(commonprefix((one[::-1], other[::-1])))
    return (one[:-last], other[:-last]) if last else (one, other)


def _slips(word: str) -> int:
    """How many wrong letters a word of this length may have and still be recognised."""
    return 0 if len(word) < 4 else 1 if len(word) < 9 else 2


def _other_meaning(word: str, found: str) -> bool:
    """Whether the difference is one that people make on purpose: a number, or one thing and many."""
    plural = {word, found} == {min(word, found, key=len), f"{min(word, found, key=len)}s"}
    return plural or _NUMBERS.findall(word) != _NUMBERS.findall(found)
