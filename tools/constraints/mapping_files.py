"""Reads the mappings that people edit, ``data/aws_constraints/*.toml``, and what the old provider said."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

import msgspec

from tfgen.aws.constraints.model import Constraint, ConstraintKind
from tfgen.terraform.schema.names import NameLimit, load_name_limits
from tools.constraints.rows import VersionedConstraint

Operation = tuple[str, str, str]
"""Service, operation and root: see ``Models.input``."""


class _NameEnds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    ends: tuple[str, ...]
    why: str = ""


class _Exclusions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    attributes: tuple[_NameEnds, ...]
    patterns: _NameEnds
    paths: dict[str, str]


class _MoreValues(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    values: tuple[str, ...]
    source: str


class _Corrections(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    also: dict[str, _MoreValues] = {}
    never: dict[str, str] = {}
    exact: dict[str, str] = {}
    any_case: dict[str, str] = {}


class Extra(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hand-written constraints: see ``data/aws_constraints/extra.toml``."""

    at: tuple[str, ...]
    source: str
    values: tuple[str, ...] = ()
    pattern: str = ""
    least: float | None = None
    most: float | None = None
    length: bool = False
    exact: bool = False
    name: bool = False
    since: str = ""
    before: str = ""

    def of_type(self, type_: str) -> Iterator[VersionedConstraint]:
        """The constraints on attributes of a type."""
        start = f"{type_}."
        for path in self.at:
            if path.startswith(start):
                yield VersionedConstraint(
                    self._constraint(path.removeprefix(start)), self.since, self.before
                )

    def _constraint(self, path: str) -> Constraint:
        return Constraint(
            path,
            self._kind(),
            self.source,
            values=self.values,
            exact=self.exact,
            pattern=self.pattern,
            least=self.least,
            most=self.most,
            name=self.name,
        )

    def _kind(self) -> ConstraintKind:
        if self.values:
            return "enum"
        if self.pattern:
            return "pattern"
        return "length" if self.length else "range"


class OldProvider(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Answers of a real provider of an old version: see ``tests/aws/constraints/probe.py``.

    ``lists``: the values it takes, where its error message names them. ``exact``: attributes whose
    list is sensitive to case. ``arns``: attributes that take nothing but ARNs. The lists hold for
    versions ``before``.
    """

    about: str
    version: str
    before: str
    lists: dict[str, tuple[str, ...]]
    exact: frozenset[str]
    arns: tuple[str, ...]


class Mappings(msgspec.Struct, frozen=True, dict=True):
    """All hand-written files, and the answers of the old provider."""

    prefixes: Mapping[str, str]
    operations: Mapping[str, tuple[Operation, ...]]
    names: Mapping[str, str]
    exclusions: _Exclusions
    corrections: _Corrections
    provider: OldProvider
    name_limits: Mapping[str, NameLimit]
    extras: tuple[Extra, ...]
    hints: Mapping[str, str]

    def service(self, type_: str, services: frozenset[str]) -> tuple[str | None, str]:
        """The service of a type and the rest of its name: ``("rds", "instance")`` for ``aws_db_instance``."""
        words = type_.split("_")[1:]
        for count in range(len(words), 0, -1):
            service = self.prefixes.get("_".join(words[:count]))
            if service in services:
                return service, "_".join(words[count:])
        if words[0] in services:
            return words[0], "_".join(words[1:])
        return None, ""

    def excludes(self, type_: str, path: str) -> bool:
        """True when an attribute gets no constraint from the models."""
        if type_ in self.exclusions.paths or path in self.exclusions.paths:
            return True
        return _last_step(path) in self._excluded_names

    def excludes_kind(self, kind: ConstraintKind, path: str) -> bool:
        """True when an attribute gets no constraint of a kind from the models."""
        name = _last_step(path)
        if kind == "length":
            return name.endswith(("arn", "arns"))
        if kind != "pattern":
            return False
        return any(name == end or name.endswith(f"_{end}") for end in self.exclusions.patterns.ends)

    @cached_property
    def _excluded_names(self) -> frozenset[str]:
        names: set[str] = set()
        for group in self.exclusions.attributes:
            names.update(group.ends)
        return frozenset(names)


def _last_step(path: str) -> str:
    return path.rsplit(".", 1)[-1]


def read_mappings(folder: Path) -> Mappings:
    """The files of a folder; raises ``ValueError`` for what they must not have."""
    provider = (folder / "provider.json").read_bytes()
    return Mappings(
        prefixes=msgspec.convert(_toml(folder / "services.toml")["prefixes"], dict[str, str]),
        operations=_operations(folder),
        names=msgspec.convert(_toml(folder / "names.toml")["names"], dict[str, str]),
        exclusions=msgspec.convert(_toml(folder / "exclusions.toml"), _Exclusions),
        corrections=msgspec.convert(_toml(folder / "corrections.toml"), _Corrections),
        provider=msgspec.json.decode(provider, type=OldProvider),
        name_limits=load_name_limits(),
        extras=msgspec.convert(_toml(folder / "extra.toml")["limit"], tuple[Extra, ...]),
        hints=msgspec.convert(_toml(folder / "hints.toml")["hints"], dict[str, str]),
    )


def read_tables(folder: Path) -> dict[str, object]:
    """The tables that single rules read, ``tables/*.toml``, by name."""
    paths = sorted((folder / "tables").glob("*.toml"))
    return {path.stem: _toml(path) for path in paths}


def _toml(path: Path) -> dict[str, object]:
    return tomllib.loads(path.read_text("utf-8"))


def _operations(folder: Path) -> Mapping[str, tuple[Operation, ...]]:
    written = msgspec.convert(
        _toml(folder / "operations.toml")["operations"], dict[str, tuple[str, ...]]
    )
    return {type_: tuple(_operation(text) for text in texts) for type_, texts in written.items()}


def _operation(text: str) -> Operation:
    service, _, rest = text.partition(" ")
    operation, _, root = rest.partition(":")
    return service, operation, root
