"""Which schema to judge a directory with, when nobody says."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

DEFAULT = "6.62.0"

_CONSTRAINT = re.compile(r"\s*(=|!=|>=|<=|>|<|~>)?\s*v?([0-9]+(?:\.[0-9]+){0,2})(-[0-9A-Za-z.-]+)?\s*")

Numbers = tuple[int, int, int]


class VersionError(ValueError):
    """Not a version constraint."""


class Choice(Struct, frozen=True):
    """A version at hand; ``asked`` is the constraint's text if there was one.

    ``met``: it meets the constraint. ``near``: if not, it is at least of the major version that was asked for.
    """

    version: str
    asked: str | None
    met: bool = True
    near: bool = True


def choose(constraint: str | None, at_hand: tuple[str, ...]) -> Choice:
    """The newest version at hand that meets a ``required_providers`` constraint (``~> 5.0``).

    When none does: the nearest of the same major, else 6.62.0. A text that is no constraint counts as not met.
    """
    if constraint is None:
        return Choice(DEFAULT, None)
    try:
        wanted = [_parse(part) for part in constraint.split(",")]
    except VersionError:
        return Choice(DEFAULT, constraint, met=False, near=False)
    for version in sorted(at_hand, key=numbers, reverse=True):
        if all(_meets(numbers(version), *w) for w in wanted):
            return Choice(version, constraint)
    nearest = _nearest(wanted, at_hand)
    return Choice(nearest or DEFAULT, constraint, met=False, near=nearest is not None)


def is_constraint(text: str) -> bool:
    """Whether ``choose`` can read the text."""
    return all(_CONSTRAINT.fullmatch(part) for part in text.split(","))


@lru_cache(maxsize=4096)
def numbers(version: str) -> Numbers:
    """``6.62.0`` as numbers; what is missing is 0, a pre-release mark is passed over."""
    found = [int(n) for n in re.findall(r"[0-9]+", version.split("-")[0])[:3]]
    major, minor, patch = (*found, 0, 0, 0)[:3]
    return major, minor, patch


def _parse(part: str) -> tuple[str, Numbers, int]:
    match = _CONSTRAINT.fullmatch(part)
    if not match:
        raise VersionError(part)
    return match[1] or "=", numbers(match[2]), match[2].count(".") + 1


def _meets(have: Numbers, operator: str, want: Numbers, given: int) -> bool:
    match operator:
        case "=":
            return have == want
        case "!=":
            return have != want
        case ">=":
            return have >= want
        case "<=":
            return have <= want
        case ">":
            return have > want
        case "<":
            return have < want
    fixed = max(1, given - 1)
    return have >= want and have[:fixed] == want[:fixed]


def _nearest(wanted: list[tuple[str, Numbers, int]], at_hand: tuple[str, ...]) -> str | None:
    aim = next((want for operator, want, _ in wanted if operator in ("=", "~>", ">=", ">")), wanted[0][1])
    same = [v for v in at_hand if numbers(v)[0] == aim[0]]
    return min(same, key=lambda v: abs(numbers(v)[1] - aim[1]), default=None)
