"""Opens the built constraints; only what a directory needs is read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec

from tfgen.aws.constraints.model import Constraint, ConstraintRow
from tfgen.terraform.schema.bundle import Bundle
from tfgen.terraform.schema.facts import within

T = TypeVar("T")

DATA = Path(__file__).parent / "data"
LIMITS = "hashicorp-aws.limits"

ConstraintsByPath = Mapping[str, tuple[Constraint, ...]]
"""The constraints of a resource type, by path below the type."""

_NONE: ConstraintsByPath = {}


class Constraints:
    """The values that AWS accepts, by resource type and attribute."""

    __slots__ = ("_bundle", "_by_type")

    def __init__(self, bundle: Bundle) -> None:
        self._bundle = bundle
        self._by_type: dict[tuple[str, str], ConstraintsByPath] = {}

    @classmethod
    def open(cls) -> Constraints:
        """The constraints of the AWS provider;
        raises ``BundleError`` and ``OSError`` for a damaged installation.
        """
        return cls(Bundle.open(DATA / LIMITS))

    @property
    def models(self) -> str:
        """The origin of AWS's models: ``botocore 1.44.5``."""
        return self._bundle.meta["models"]

    def table(self, name: str, type_: type[T]) -> T:
        """A table of ``data/aws_constraints/tables`` as ``type_``;
        raises ``KeyError`` when there is none.
        """
        entry = self._bundle.find("table", name)
        if entry is None:
            raise KeyError(name)
        return msgspec.json.decode(entry.lines[entry.line], type=type_)

    def types(self) -> tuple[str, ...]:
        """The resource types that have constraints."""
        return self._bundle.names("resource")

    def of(self, type_: str, version: str) -> ConstraintsByPath:
        """The constraints of a resource type for a version of the provider."""
        key = (type_, version)
        if key not in self._by_type:
            self._by_type[key] = self._read(type_, version)
        return self._by_type[key]

    def _read(self, type_: str, version: str) -> ConstraintsByPath:
        entry = self._bundle.find("resource", type_)
        if entry is None:
            return _NONE
        by_path: dict[str, tuple[Constraint, ...]] = {}
        for row in msgspec.json.decode(entry.lines[entry.line], type=tuple[ConstraintRow, ...]):
            if within(version, row.since, row.before):
                by_path[row.path] = (*by_path.get(row.path, ()), row.constraint())
        return by_path


@cache
def constraints() -> Constraints:
    """The constraints, opened once."""
    return Constraints.open()
