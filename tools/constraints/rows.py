"""Constraints with their provider versions, and the rows of the built file that they become."""

from __future__ import annotations

import json
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import astuple, fields

from tfgen.aws.constraints.model import Constraint, ConstraintRow

_DEFAULTS = tuple(field.default for field in fields(ConstraintRow))


class VersionedConstraint(Struct, frozen=True):
    """A constraint and its provider versions: ``since`` included, ``before`` not, ``""`` for an open end."""

    constraint: Constraint
    since: str = ""
    before: str = ""


def encode_rows(constraints: Iterable[VersionedConstraint]) -> str:
    """The line of the file that has these constraints."""
    return json.dumps(
        [_array(row_of(constraint)) for constraint in constraints], separators=(",", ":")
    )


def row_of(versioned: VersionedConstraint) -> ConstraintRow:
    """The row of a constraint."""
    constraint = versioned.constraint
    return ConstraintRow(
        constraint.path,
        constraint.kind,
        constraint.source,
        values="\t".join(constraint.values),
        exact=int(constraint.exact),
        pattern=constraint.pattern,
        least=constraint.least,
        most=constraint.most,
        name=int(constraint.name),
        hint=constraint.hint,
        since=versioned.since,
        before=versioned.before,
    )


def _array(row: ConstraintRow) -> list[object]:
    """The members of a row without the empty ones at its end, which msgspec would write."""
    members = list(astuple(row))
    while members[-1] == _DEFAULTS[len(members) - 1]:
        members.pop()
    return members
