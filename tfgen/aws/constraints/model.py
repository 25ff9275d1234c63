"""Constraints that AWS puts on the values of attributes, as immutable data."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

ConstraintKind = Literal["enum", "pattern", "length", "range"]

MODEL = "AWS's API model: "
"""Beginning of the source of a constraint from a model."""


class Constraint(Struct, frozen=True):
    """One constraint on an attribute's value,
    or on each element where the attribute is a list or set.

    ``path`` lies below the type (``lifecycle_policy.transition_to_ia``). An ``enum`` has
    ``values``; unless ``exact``, upper and lower case are alike. A ``pattern`` must match the
    whole text. ``length`` (in characters) and ``range`` have ``least`` and ``most``, both included,
    None where open. In a range 0 and -1 are always fine unless ``exact``: providers leave out what
    is 0. ``source`` is who says it: ``MODEL`` with the service, its API's version, the operation
    and the member (``kms 2014-11-01 CreateKey.KeySpec``), or what a person wrote. ``name``: the
    value is what AWS calls the thing by. ``hint`` is the pattern in words.
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


class ConstraintRow(Struct, frozen=True, array_like=True):
    """A constraint as the built file has it: a JSON array, empty members at its end left out.

    It holds for the provider versions from ``since`` on and below ``before``, ``""`` for an open
    end. ``values`` are joined by tabs; ``exact`` and ``name`` are 0 or 1.
    """

    path: str
    kind: ConstraintKind
    source: str
    values: str = ""
    exact: int = 0
    pattern: str = ""
    least: float | None = None
    most: float | None = None
    name: int = 0
    hint: str = ""
    since: str = ""
    before: str = ""

    def constraint(self) -> Constraint:
        """The constraint, without the versions."""
        return Constraint(
            self.path,
            self.kind,
            self.source,
            values=tuple(self.values.split("\t")) if self.values else (),
            exact=bool(self.exact),
            pattern=self.pattern,
            least=self.least,
            most=self.most,
            name=bool(self.name),
            hint=self.hint,
        )
