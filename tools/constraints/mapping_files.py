"""Reads the mappings that people edit, ``mapping/*.toml``, and applies them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

import msgspec
from msgspec.structs import replace

from tfgen.aws.constraints.model import Constraint, ConstraintKind, VersionedConstraint
from tfgen.terraform.schema.names import NameLimit, load_name_limits

Operation = tuple[str, str, str]
"""Service, operation and root: see ``Models.input``."""


class _Ends(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    ends: tuple[str, ...]
    why: str = ""


class _Exclusions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    attributes: tuple[_Ends, ...]
    patterns: _Ends
    paths: dict[str, str]


class _Also(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    values: tuple[str, ...]
    source: str


class _Corrections(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    also: dict[str, _Also] = {}
    never: dict[str, str] = {}
    exact: dict[str, str] = {}
    any_case: dict[str, str] = {}


class Extra(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hand-written limits: see ``mapping/extra.toml``."""

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

    def rows(self, type_: str) -> Iterator[VersionedConstraint]:
        """The limits of attributes of a type."""
        start = f"{type_}."
        return (self._row(path.removeprefix(start)) for path in self.at if path.startswith(start))

    def _row(self, path: str) -> VersionedConstraint:
        kind: ConstraintKind = (
            "enum" if self.values else "pattern" if self.pattern else "length" if self.length else "range"
        )
        constraint = Constraint(
            path, kind, self.source, self.values, self.exact, self.pattern, self.least, self.most, self.name
        )
        return VersionedConstraint(constraint, self.since, self.before)


class OldProvider(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a real provider of an old version said when it was asked: see ``tests/constraints/probe.py``.

    ``lists``: the values it takes, where its error message names them. ``exact``: attributes whose list is sensitive
    to case. ``arns``: attributes that take nothing but ARNs. The lists hold for versions ``before``.
    """

    about: str
    version: str
    before: str
    lists: dict[str, tuple[str, ...]]
    exact: frozenset[str]
    arns: tuple[str, ...]


class Mappings(msgspec.Struct, frozen=True, dict=True):
    """All hand-written files, and what the real provider said."""

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
        return (words[0], "_".join(words[1:])) if words[0] in services else (None, "")

    def excluded(self, type_: str, path: str) -> bool:
        """Whether nothing is to be taken for an attribute."""
        last = path.rsplit(".", 1)[-1]
        return last in self._ends or type_ in self.exclusions.paths or path in self.exclusions.paths

    def without(self, kind: ConstraintKind, path: str) -> bool:
        """Whether limits of a kind are not to be taken for an attribute."""
        last = path.rsplit(".", 1)[-1]
        if kind == "length":
            return last.endswith(("arn", "arns"))
        return kind == "pattern" and any(
            last == end or last.endswith(f"_{end}") for end in self.exclusions.patterns.ends
        )

    def corrected(self, type_: str, constraints: Iterable[Constraint]) -> Iterator[VersionedConstraint]:
        """The limits as they hold for Terraform, by version of the provider; what is known of names comes first."""
        named = [n for path, n in self.name_limits.items() if path.startswith(f"{type_}.")]
        yield from (
            self._hinted(VersionedConstraint(constraint)) for name in named for constraint in self._of_name(name, type_)
        )
        written = [row for extra in self.extras for row in extra.rows(type_)]
        yield from map(self._hinted, written)
        replaced = {(row.constraint.path, row.constraint.kind) for row in written}
        for constraint in constraints:
            path = f"{type_}.{constraint.path}"
            if (
                path in self.corrections.never
                or path in self.name_limits
                or (constraint.path, constraint.kind) in replaced
            ):
                continue
            also = self.corrections.also.get(path)
            if also and constraint.kind == "enum":
                constraint = replace(
                    constraint, values=(*constraint.values, *(v for v in also.values if v not in constraint.values))
                )
            yield from self._by_version(path, constraint)

    def _by_version(self, path: str, constraint: Constraint) -> Iterator[VersionedConstraint]:
        known = self.provider.lists.get(path) if constraint.kind == "enum" else None
        exact = path in self.provider.exact or path in self.corrections.exact
        if known is None:
            yield VersionedConstraint(replace(constraint, exact=exact))
            return
        whole = replace(
            constraint, exact=exact, values=(*constraint.values, *(v for v in known if v not in constraint.values))
        )
        narrower = replace(constraint, exact=exact, values=known, source=f"the AWS provider {self.provider.version}")
        if set(known) == set(whole.values):
            yield VersionedConstraint(whole)
        else:
            yield VersionedConstraint(narrower, before=self.provider.before)
            yield VersionedConstraint(whole, since=self.provider.before)

    def _of_name(self, name: NameLimit, type_: str) -> Iterator[Constraint]:
        path = name.path.removeprefix(f"{type_}.")
        yield Constraint(path, "length", name.source, least=name.min_length, most=name.max_length, name=True)
        if name.pattern:
            any_case = name.path in self.corrections.any_case
            pattern = f"(?i:{name.pattern})" if any_case else name.pattern
            yield Constraint(path, "pattern", name.source, pattern=pattern, name=True)

    def _hinted(self, row: VersionedConstraint) -> VersionedConstraint:
        return replace(row, constraint=replace(row.constraint, hint=self.hints.get(row.constraint.pattern, "")))

    @cached_property
    def _ends(self) -> frozenset[str]:
        return frozenset(end for group in self.exclusions.attributes for end in group.ends)


def read_mappings(folder: Path) -> Mappings:
    """The files of a folder; raises ``ValueError`` for what they must not hold."""

    def toml(name: str) -> dict[str, object]:
        return tomllib.loads((folder / name).read_text("utf-8"))

    operations = msgspec.convert(toml("operations.toml")["operations"], dict[str, tuple[str, ...]])
    return Mappings(
        msgspec.convert(toml("services.toml")["prefixes"], dict[str, str]),
        {type_: tuple(_operation(text) for text in texts) for type_, texts in operations.items()},
        msgspec.convert(toml("names.toml")["names"], dict[str, str]),
        msgspec.convert(toml("exclusions.toml"), _Exclusions),
        msgspec.convert(toml("corrections.toml"), _Corrections),
        msgspec.json.decode((folder / "provider.json").read_bytes(), type=OldProvider),
        load_name_limits(),
        msgspec.convert(toml("extra.toml")["limit"], tuple[Extra, ...]),
        msgspec.convert(toml("hints.toml")["hints"], dict[str, str]),
    )


def read_tables(folder: Path) -> dict[str, object]:
    """The tables that rules of their own read, ``tables/*.toml``, by name."""
    return {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted((folder / "tables").glob("*.toml"))}


def _operation(text: str) -> Operation:
    service, _, rest = text.partition(" ")
    operation, _, root = rest.partition(":")
    return service, operation, root
