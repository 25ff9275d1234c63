"""The version of the schema that a directory is checked with, when nobody says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache, partial
from pathlib import Path

import msgspec
from msgspec import Struct

DEFAULT = "6.62.0"

_RELEASES = Path(__file__).parent / "data" / "releases.json"

_CONSTRAINT = re.compile(
    r"\s*(=|!=|>=|<=|>|<|~>)?\s*v?([0-9]+(?:\.[0-9]+){0,2})(-[0-9A-Za-z.-]+)?\s*"
)

Numbers = tuple[int, int, int]


class VersionError(ValueError):
    """Not a version constraint."""


class VersionChoice(Struct, frozen=True):
    """A version that is available; ``constraint`` is the text of the constraint if there was one.

    ``met``: it meets the constraint, and is of the major version that Terraform would choose.
    ``same_major``: if not, it is at least of that major version. ``chosen``: the release that
    Terraform would choose, where it is known to be another one.
    """

    version: str
    constraint: str | None
    met: bool = True
    same_major: bool = True
    chosen: str | None = None


class _Releases(Struct, frozen=True, forbid_unknown_fields=True):
    about: str
    source: str
    last: tuple[str, ...]


class Condition(Struct, frozen=True):
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


@lru_cache(maxsize=256)
def choose(constraint: str | None, available: tuple[str, ...]) -> VersionChoice:
    """The available version that comes nearest to what Terraform would choose for a constraint of
    ``required_providers`` (``~> 5.0``): the newest that meets it in the major version that
    Terraform would choose.

    When none does: the nearest of that major, else 6.62.0.
    A text that is no constraint counts as not met.
    """
    if constraint is None:
        return VersionChoice(DEFAULT, None)
    try:
        conditions = conditions_of(constraint)
    except VersionError:
        return VersionChoice(DEFAULT, constraint, met=False, same_major=False)
    highest = _highest(conditions, available)
    aim = highest or _aim(conditions)
    same_major = [version for version in available if numbers(version)[0] == aim[0]]
    for version in sorted(same_major, key=numbers, reverse=True):
        if _is_met(conditions, numbers(version)):
            return VersionChoice(version, constraint, chosen=_last_of(aim, version))
    if not same_major:
        return VersionChoice(DEFAULT, constraint, met=False, same_major=False)
    nearest = min(same_major, key=lambda version: abs(numbers(version)[1] - aim[1]))
    return VersionChoice(nearest, constraint, met=False)


def choose_other(constraint: str | None, available: tuple[str, ...]) -> VersionChoice | None:
    """The available version of another provider than AWS: the newest that meets the constraint.

    When none does, the nearest of the same major version; None where there is none of that either,
    or the text is no constraint.
    """
    newest = sorted(available, key=numbers, reverse=True)
    if constraint is None:
        if newest:
            return VersionChoice(newest[0], None)
        return None
    try:
        conditions = conditions_of(constraint)
    except VersionError:
        return None
    for version in newest:
        if _is_met(conditions, numbers(version)):
            return VersionChoice(version, constraint)
    aim = _aim(conditions)
    same_major = [version for version in newest if numbers(version)[0] == aim[0]]
    if not same_major or not _allows_major(conditions, aim[0]):
        return None
    nearest = min(same_major, key=lambda version: abs(numbers(version)[1] - aim[1]))
    return VersionChoice(nearest, constraint, met=False)


def _allows_major(conditions: list[Condition], major: int) -> bool:
    """True if some version of that major could meet them: ``< 3.0.0`` allows none of 3."""
    tried = [(major, 0, 0), (major, 9999, 0)]
    for condition in conditions:
        if condition.version[0] == major:
            _, minor, patch = condition.version
            tried += [(major, minor, patch), (major, minor, patch + 1)]
            tried.append((major, minor, patch - 1) if patch else (major, max(minor - 1, 0), 9999))
    return any(_is_met(conditions, version) for version in tried)


def nearest(version: str, available: tuple[str, ...]) -> VersionChoice:
    """The available version that is nearest to one that is known, as from a lock file."""
    return choose(f"= {version}", available)


@lru_cache(maxsize=1024)
def is_satisfiable(constraint: str, available: tuple[str, ...]) -> bool:
    """True if a release that is known meets a constraint that ``is_constraint``."""
    return _highest(conditions_of(constraint), available) is not None


def meets(constraint: str, versions: Iterable[str]) -> bool:
    """True if any of the versions meets a constraint that ``is_constraint``."""
    conditions = conditions_of(constraint)
    return any(_is_met(conditions, numbers(version)) for version in versions)


def together(constraints: Iterable[str]) -> str:
    """One constraint for several that must all be met."""
    return ", ".join(dict.fromkeys(constraints))


def is_constraint(text: str) -> bool:
    """True if ``choose`` can read the text."""
    return all(map(_CONSTRAINT.fullmatch, text.split(",")))


@lru_cache(maxsize=4096)
def numbers(version: str) -> Numbers:
    """``6.62.0`` as numbers; what is missing is 0, a pre-release mark is passed over."""
    digits = re.findall(r"[0-9]+", version.split("-")[0])
    major, minor, patch = (*map(int, digits[:3]), 0, 0, 0)[:3]
    return major, minor, patch


def conditions_of(constraint: str) -> list[Condition]:
    """The parts of a constraint. Raises ``VersionError``."""
    return [_parse(part) for part in constraint.split(",")]


def _parse(part: str) -> Condition:
    match = _CONSTRAINT.fullmatch(part)
    if not match:
        raise VersionError(part)
    return Condition(match[1] or "=", numbers(match[2]), match[2].count(".") + 1)


def _is_met(conditions: Iterable[Condition], version: Numbers) -> bool:
    return all(condition.holds(version) for condition in conditions)


@lru_cache(maxsize=16)
def _known_releases(available: tuple[str, ...]) -> frozenset[Numbers]:
    """The releases that are known: the last of each major version and those before it."""
    lasts = {numbers(version) for version in (*_lasts(), DEFAULT, *available)}
    releases = set(lasts)
    for last in lasts:
        releases.update((last[0], minor, 0) for minor in range(last[1]))
    return frozenset(releases)


def _highest(conditions: Sequence[Condition], available: Iterable[str]) -> Numbers | None:
    """The highest release that meets a constraint, as far as releases are known; else None.

    Every minor version has a release with the patch 0. A version that only the constraint names
    counts if its major version is known.
    """
    known = _known_releases(tuple(available))
    newest = max(known)[0]
    named = {c.version for c in conditions if c.version[0] <= newest}
    releases = known | named
    for last in named:
        releases |= {(last[0], minor, 0) for minor in range(last[1])}
    return max(filter(partial(_is_met, conditions), releases), default=None)


def _last_of(release: Numbers, version: str) -> str | None:
    """The release as text, if it is the last of its major version and not ``version``."""
    text = ".".join(map(str, release))
    if text != version and text in _lasts():
        return text
    return None


@cache
def _lasts() -> tuple[str, ...]:
    """The last releases of the major versions that are finished."""
    table = msgspec.json.decode(_RELEASES.read_bytes(), type=_Releases)
    return table.last


def _aim(conditions: list[Condition]) -> Numbers:
    """The version that a constraint names from below, else the first that it names."""
    for condition in conditions:
        if condition.operator in ("=", "~>", ">=", ">"):
            return condition.version
    return conditions[0].version
