"""The version of the schema that a directory is checked with, when nobody says."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

DEFAULT = "6.62.0"

_CONSTRAINT = re.compile(
    r"\s*(=|!=|>=|<=|>|<|~>)?\s*v?([0-9]+(?:\.[0-9]+){0,2})(-[0-9A-Za-z.-]+)?\s*"
)

Numbers = tuple[int, int, int]


class VersionError(ValueError):
    """Not a version constraint."""


class VersionChoice(Struct, frozen=True):
    """A version that is available; ``constraint`` is the text of the constraint if there was one.

    ``met``: it meets the constraint. ``same_major``:
    if not, it is at least of the constraint's major version.
    """

    version: str
    constraint: str | None
    met: bool = True
    same_major: bool = True


class _Condition(Struct, frozen=True):
    """One part of a constraint; ``length`` is how many numbers of the version are written."""

    operator: str
    version: Numbers
    length: int

    def holds(self, version: Numbers) -> bool:
        """True if a version meets it."""
        match self.operator:
            case "=":
                return version == self.version
            case "!=":
                return version != self.version
            case ">=":
                return version >= self.version
            case "<=":
                return version <= self.version
            case ">":
                return version > self.version
            case "<":
                return version < self.version
        fixed = max(1, self.length - 1)
        return version >= self.version and version[:fixed] == self.version[:fixed]


def choose(constraint: str | None, available: tuple[str, ...]) -> VersionChoice:
    """The newest available version that meets a ``required_providers`` constraint (``~> 5.0``).

    When none does: the nearest of the same major, else 6.62.0.
    A text that is no constraint counts as not met.
    """
    if constraint is None:
        return VersionChoice(DEFAULT, None)
    try:
        conditions = [_parse(part) for part in constraint.split(",")]
    except VersionError:
        return VersionChoice(DEFAULT, constraint, met=False, same_major=False)
    for version in sorted(available, key=numbers, reverse=True):
        if all(condition.holds(numbers(version)) for condition in conditions):
            return VersionChoice(version, constraint)
    nearest = _nearest(conditions, available)
    if nearest is None:
        return VersionChoice(DEFAULT, constraint, met=False, same_major=False)
    return VersionChoice(nearest, constraint, met=False)


def is_constraint(text: str) -> bool:
    """True if ``choose`` can read the text."""
    return all(_CONSTRAINT.fullmatch(part) for part in text.split(","))


@lru_cache(maxsize=4096)
def numbers(version: str) -> Numbers:
    """``6.62.0`` as numbers; what is missing is 0, a pre-release mark is passed over."""
    digits = re.findall(r"[0-9]+", version.split("-")[0])
    major, minor, patch = (*map(int, digits[:3]), 0, 0, 0)[:3]
    return major, minor, patch


def _parse(part: str) -> _Condition:
    match = _CONSTRAINT.fullmatch(part)
    if not match:
        raise VersionError(part)
    return _Condition(match[1] or "=", numbers(match[2]), match[2].count(".") + 1)


def _nearest(conditions: list[_Condition], available: tuple[str, ...]) -> str | None:
    """The version of the constraint's major whose minor is nearest to the constraint's;
    of equal ones the first.
    """
    aim = _aim(conditions)
    same_major = [version for version in available if numbers(version)[0] == aim[0]]
    return min(same_major, key=lambda version: abs(numbers(version)[1] - aim[1]), default=None)


def _aim(conditions: list[_Condition]) -> Numbers:
    """The version that a constraint names from below, else the first that it names."""
    for condition in conditions:
        if condition.operator in ("=", "~>", ">=", ">"):
            return condition.version
    return conditions[0].version
