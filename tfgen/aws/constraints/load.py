"""Opens the built limits; only what a directory needs is read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

import msgspec

from tfgen.aws.constraints.model import Constraint, row_from_json
from tfgen.terraform.schema.bundle import Bundle
from tfgen.terraform.schema.facts import within

T = TypeVar("T")

DATA = Path(__file__).parent / "data"
LIMITS = "hashicorp-aws.limits"

_NONE: Mapping[str, tuple[Constraint, ...]] = {}


class Constraints:
    """What AWS accepts, by resource type and attribute."""

    __slots__ = ("_bundle", "_known")

    def __init__(self, bundle: Bundle) -> None:
        self._bundle = bundle
        self._known: dict[tuple[str, str], Mapping[str, tuple[Constraint, ...]]] = {}

    @classmethod
    def open(cls) -> Constraints:
        """The limits of the AWS provider; raises ``BundleError`` and ``OSError`` when the installation is damaged."""
        return cls(Bundle.open(DATA / LIMITS))

    @property
    def models(self) -> str:
        """Where AWS's models are from: ``botocore 1.44.5``."""
        return self._bundle.meta["models"]

    def table(self, name: str, type_: type[T]) -> T:
        """A table of ``mapping/tables`` in the form that its reader gives; raises ``KeyError`` when there is none."""
        entry = self._bundle.find("table", name)
        if entry is None:
            raise KeyError(name)
        return msgspec.json.decode(entry.lines[entry.line], type=type_)

    def types(self) -> tuple[str, ...]:
        """The resource types that have limits."""
        return self._bundle.names("resource")

    def of(self, type_: str, version: str) -> Mapping[str, tuple[Constraint, ...]]:
        """The limits of a resource type by path below the type, for a version of the provider."""
        key = (type_, version)
        if key not in self._known:
            self._known[key] = self._read(type_, version)
        return self._known[key]

    def _read(self, type_: str, version: str) -> Mapping[str, tuple[Constraint, ...]]:
        entry = self._bundle.find("resource", type_)
        if entry is None:
            return _NONE
        found: dict[str, tuple[Constraint, ...]] = {}
        for line in json.loads(entry.lines[entry.line]):
            row = row_from_json(line)
            if within(version, row.since, row.before):
                found[row.constraint.path] = (*found.get(row.constraint.path, ()), row.constraint)
        return found
