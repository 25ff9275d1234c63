"""A misspelt word and the known word that is meant:
named in messages, and written by fixes where that is certain.

Only slips count: a few wrong letters, the more the longer the word, an end left out, one for
many, other ways to join words. ``efs`` is no slip for ``ecs``, nor ``lifecycle_rules`` for
``lifecycle``: each is a word of its own. Candidates are ranked like difflib ranks them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from posixpath import commonprefix

from msgspec import Struct

MIN_RATIO = 0.6
"""Of letters that two words share, as difflib counts them; with less, they are not alike."""

MIN_SLIP_LETTERS = 4
"""In shorter words every letter counts: a slip has the same ones, two of them swapped or one doubled."""

_PARTS = re.compile("[_-]")

_LETTERS_FOR_MORE = (7, 12)
"""The lengths from which on a second and a third letter may be wrong."""

_NUMBERS = re.compile(r"\d+")


class Suggestion(Struct, frozen=True):
    """A known word.

    ``confident``: a slip of the pen or two away, no other word nearly as close,
    and no other meaning.
    """

    name: str
    confident: bool


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that ``word`` is a slip for, upper and lower case alike; None where it is none."""
    name = _nearest(word, tuple(known))
    if name is not None and _is_slip(word.lower(), name.lower()):
        return name
    return None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``Did you mean "x"?`` for the nearest known word, else ``""``."""
    name = nearest(word, known)
    if not name:
        return ""
    return f'Did you mean "{name}"?'


def suggestion(word: str, known: Iterable[str], taken: Collection[str] = ()) -> Suggestion | None:
    """The known word that ``word`` stands for, or None where it may be another one,
    or one that is ``taken``.

    It is always the ``nearest`` one, which messages name.
    """
    candidate = _suggestion(word, tuple(known))
    if candidate is None or candidate.name in taken:
        return None
    return candidate


def distance(one: str, other: str, limit: int) -> int:
    """The number of letters that are wrong, missing, too many or swapped with a neighbour;
    ``limit + 1`` for more.
    """
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


@lru_cache(maxsize=1024)
def _nearest(word: str, known: tuple[str, ...]) -> str | None:
    """The nearest name; cached, since the same slip often stands in many places,
    and a fix asks again.
    """
    from difflib import SequenceMatcher

    names = {name.lower(): name for name in known}
    matcher = SequenceMatcher(b=word.lower())
    best, least = "", MIN_RATIO
    # as difflib.get_close_matches, which would go on with those less near than the best so far
    for name in names:
        matcher.set_seq1(name)
        if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
            continue
        ratio = matcher.ratio()
        if ratio > least or (ratio == least and name > best):
            best, least = name, ratio
    if best:
        return names[best]
    return None


@lru_cache(maxsize=1024)
def _suggestion(word: str, names: tuple[str, ...]) -> Suggestion | None:
    name = nearest(word, names)
    if name is None or name == word:
        return None
    if _plain(name) == _plain(word):
        return Suggestion(name, _count_alike(word, names) == 1)
    slips = distance(word, name, len(word))
    closest = min(
        [distance(word, other, slips + 1) for other in names if other != name], default=slips + 2
    )
    if closest <= slips or slips > max(2, len(word) // 3):
        return None
    is_alone = closest > slips + 1
    confident = slips <= _allowed_slips(word) and is_alone and not _has_other_meaning(word, name)
    return Suggestion(name, confident)


def _is_slip(word: str, name: str) -> bool:
    """True when ``word`` may be ``name`` with a few letters wrong."""
    if _plain(word) == _plain(name) or _is_plural(word, name):
        return True
    if len(word) >= MIN_SLIP_LETTERS and name.startswith(word):
        return name[len(word) :].isalpha()
    longer = max(len(word), len(name))
    allowed = 1 + sum(longer >= length for length in _LETTERS_FOR_MORE)
    if distance(word, name, allowed) > allowed:
        return False
    parts, others = _PARTS.split(word), _PARTS.split(name)
    if len(parts) != len(others):
        return longer >= MIN_SLIP_LETTERS
    alone = len(parts) == 1
    pairs = zip(parts, others, strict=True)
    return all(_is_part_slip(part, other, alone=alone) for part, other in pairs)


def _is_part_slip(part: str, name: str, *, alone: bool) -> bool:
    """True when a part between ``_`` is another one with a letter wrong. In short ones that are
    no letters of their own: ``efs`` is no slip for ``ecs``, ``ky`` in ``kms_ky_id`` is one for ``key``.
    """
    if part == name or max(len(part), len(name)) >= MIN_SLIP_LETTERS:
        return True
    same_letters = sorted(part) == sorted(name) or set(part) == set(name)
    lacks_one = not alone and len(part) != len(name)
    return (same_letters or lacks_one) and distance(part, name, 1) == 1


def _is_plural(word: str, name: str) -> bool:
    """True when one is the other with an s."""
    shorter = min(word, name, key=len)
    return {word, name} == {shorter, f"{shorter}s"}


def _count_alike(word: str, names: Sequence[str]) -> int:
    return list(map(_plain, names)).count(_plain(word))


def _plain(word: str) -> str:
    """``word`` without what people write differently:
    ``cidrBlock`` and ``cidr-block`` are ``cidr_block``.
    """
    return word.lower().replace("_", "").replace("-", "")


def _differing(one: str, other: str) -> tuple[str, str]:
    """The words without the letters that both begin and end with: they cost nothing."""
    first = len(commonprefix((one, other)))
    one, other = one[first:], other[first:]
    last = len(commonprefix((one[::-1], other[::-1])))
    if last == 0:
        return one, other
    return one[:-last], other[:-last]


def _allowed_slips(word: str) -> int:
    """The number of wrong letters that a word of this length may have and still be recognised."""
    if len(word) < 4:
        return 0
    if len(word) < 9:
        return 1
    return 2


def _has_other_meaning(word: str, name: str) -> bool:
    """True when the difference is one that people make on purpose: a number, or one thing and many."""
    return _is_plural(word, name) or _NUMBERS.findall(word) != _NUMBERS.findall(name)
