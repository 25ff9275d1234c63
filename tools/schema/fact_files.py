"""Reads the facts that people edit, ``data/schema_facts/*.json``, and cuts them by type."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from tfgen.terraform.schema.facts import Fact, FactKind, Mark, flag_kind
from tfgen.terraform.schema.paths import SchemaPath


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of any of the files; which members it has depends on the file."""

    kind: str = ""
    string_in: tuple[str, ...] = ()
    native_in: tuple[str, ...] = ()
    min: int = 0
    max: int | None = None
    marks: tuple[Mark, ...] = ()


class _Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    entries: dict[str, _Entry]
    since: str = ""
    before: str = ""
    firm: bool = True
    derived_only: bool = False
    """For schemas that were not dumped from the provider: these say it themselves."""

    learned: bool = False
    """Written by ``tools.schema.learn``."""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    about: str
    provider: str
    groups: tuple[_Group, ...]


class Version(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A bundled version: ``exact`` when dumped from the provider, ``note`` says where its schema comes from.

    ``package``: name and version of the bindings that ``tools.schema.bindings`` derives it from.
    """

    provider: str
    source: str
    version: str
    exact: bool
    note: str
    package: str = ""


class _Placed(Struct, frozen=True):
    """A fact with its type and the versions it holds for."""

    path: SchemaPath
    since: str
    before: str
    derived_only: bool
    fact: Fact

    @property
    def scope(self) -> Scope:
        """The schemas that it is for."""
        return self.since, self.before, self.derived_only


Scope = tuple[str, str, bool]
"""Since, before, for derived schemas only."""

Grouped = list[tuple[str, str, bool, list[list[object]]]]
"""One type's facts: (since, before, for derived schemas only, rows), as ``Facts.of`` reads them."""

FACTS = Path(__file__).parents[2] / "data" / "schema_facts"
"""The facts as people edit them."""

_FILES: dict[str, FactKind] = {
    "nullable.json": "flag",
    "limits.json": "limit",
    "max_items.json": "limit",
    "opaque.json": "opaque",
    "marks.json": "mark",
    "copied.json": "copied",
}


def read_versions(folder: Path) -> tuple[Version, ...]:
    """The versions that are bundled; raises ``msgspec.DecodeError`` (a ``ValueError``)."""
    return msgspec.json.decode((folder / "versions.json").read_bytes(), type=tuple[Version, ...])


def read_copied(folder: Path) -> tuple[tuple[str, ...], ...]:
    """The paths of blocks that were copied from another type; raises ``msgspec.DecodeError``."""
    content = msgspec.json.decode((folder / "copied.json").read_bytes(), type=_File)
    paths: list[tuple[str, ...]] = []
    for group in content.groups:
        paths += [tuple(path.split(".")) for path in sorted(group.entries)]
    return tuple(paths)


def facts_by_type(folder: Path, source: str) -> dict[tuple[str, str], Grouped]:
    """All facts about the provider ``source``, by kind and name of the type; raises ``ValueError``."""
    by_type: dict[tuple[str, str], dict[Scope, list[list[object]]]] = {}
    for name, kind in _FILES.items():
        for placed in (
            *_facts(folder / name, kind, source),
            *_facts(folder / source.replace("/", "-") / name, kind, source),
        ):
            scopes = by_type.setdefault((placed.path.kind, placed.path.name), {})
            scopes.setdefault(placed.scope, []).append(placed.fact.as_row())
    grouped: dict[tuple[str, str], Grouped] = {}
    for key, scopes in by_type.items():
        grouped[key] = [(*scope, rows) for scope, rows in sorted(scopes.items())]
    return grouped


def _facts(file: Path, kind: FactKind, source: str) -> Iterator[_Placed]:
    """The facts of a file; one that is not there has none."""
    if not file.is_file():
        return
    content = msgspec.json.decode(file.read_bytes(), type=_File)
    if content.provider != source:
        return
    for group in content.groups:
        group_kind: FactKind = kind if group.firm else "advice"
        for text, entry in sorted(group.entries.items()):
            path = SchemaPath.parse(text)
            for fact in _entry_facts(group_kind, ".".join(path.rest), entry):
                yield _Placed(
                    path, group.since, group.before, group.derived_only, _checked(fact, text)
                )


def _entry_facts(kind: FactKind, path: str, entry: _Entry) -> Iterator[Fact]:
    if kind != "mark":
        yield Fact(kind, path, entry.kind, entry.min, entry.max)
    for mark in entry.marks:
        yield Fact("mark", path, mark)


def _checked(fact: Fact, path: str) -> Fact:
    if fact.kind == "flag":
        flag_kind(fact.value)
    elif fact.kind in ("limit", "advice") and not fact.least and fact.most is None:
        raise ValueError(f"{path}: neither min nor max is given")
    return fact
