"""What AWS accepts as the value of an attribute, as immutable data."""

from __future__ import annotations

from typing import Literal, get_args

from msgspec import Struct

ConstraintKind = Literal["enum", "pattern", "length", "range"]

MODEL = "AWS's API model: "
"""What the source of a limit from a model begins with."""


class Constraint(Struct, frozen=True):
    """One limit on an attribute's value, or on each element where the attribute is a list or set.

    ``path`` lies below the type (``lifecycle_policy.transition_to_ia``). An ``enum`` has ``values``; unless ``exact``,
    upper and lower case are alike. A ``pattern`` must match the whole text. ``length`` (in characters) and ``range``
    have ``least`` and ``most``, both included, None where open. In a range 0 and -1 are always fine unless ``exact``:
    providers leave out what is 0. ``source`` is who says it: ``MODEL`` with the service, its API's version, the
    operation and the member (``kms 2014-11-01 CreateKey.KeySpec``), or what a person wrote. ``name``: it is what AWS
    calls the thing by. ``hint`` is the pattern in words.
    """

    path: str
    kind: ConstraintKind
    source: str
    values: tuple[str, ...] = ()
    exact: bool = False
    pattern: str = ""
    least: float | None = None
    most: float | None = None
    name: bool = False
    hint: str = ""


class VersionedConstraint(Struct, frozen=True):
    """A limit and the provider versions it holds for: ``since`` included, ``before`` not, ``""`` for an open end."""

    constraint: Constraint
    since: str = ""
    before: str = ""

    def as_json(self) -> list[object]:
        """The row as JSON, empty members at the end left out."""
        it = self.constraint
        row: list[object] = [
            it.path, it.kind, it.source, "\t".join(it.values), int(it.exact), it.pattern, it.least, it.most,
            int(it.name), it.hint, self.since, self.before,
        ]  # fmt: skip
        while row[-1] == _EMPTY[len(row) - 1]:
            row.pop()
        return row


def row_from_json(row: list[object]) -> VersionedConstraint:
    """The row that ``as_json`` wrote; raises ``ValueError`` for anything else."""
    path, kind, source, values, exact, pattern, least, most, name, hint, since, before = row + _EMPTY[len(row) :]
    found: ConstraintKind | None = next((known for known in get_args(ConstraintKind) if known == kind), None)
    match path, source, values, pattern, least, most, hint, since, before:
        case str(), str(), str(), str(), int() | float() | None, int() | float() | None, str(), str(), str() if found:
            of = tuple(values.split("\t")) if values else ()
            constraint = Constraint(path, found, source, of, bool(exact), pattern, least, most, bool(name), hint)
            return VersionedConstraint(constraint, since, before)
    raise ValueError(f"not a limit: {row!r}")


_EMPTY: list[object] = ["", "", "", "", 0, "", None, None, 0, "", "", ""]
