"""Reads the facts that people edit, ``data/schema_facts/*.json``, and cuts them by type."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from tfgen.terraform.schema.facts import Fact, FactKind, flag_kind
from tfgen.terraform.schema.paths import SchemaPath


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of any of the files; which members it has depends on the file."""

    kind: str = ""
    string_in: tuple[str, ...] = ()
    native_in: tuple[str, ...] = ()
    min: int = 0
    max: int | None = None


class _Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    entries: dict[str, _Entry]
    since: str = ""
    before: str = ""
    firm: bool = True


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    about: str
    provider: str
    groups: tuple[_Group, ...]


class Version(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A bundled version: ``exact`` when dumped from the provider, ``note`` says where its schema comes from."""

    provider: str
    source: str
    version: str
    exact: bool
    note: str


class _Placed(Struct, frozen=True):
    """A fact with its type and the versions it holds for."""

    path: SchemaPath
    since: str
    before: str
    fact: Fact


Grouped = list[tuple[str, str, list[list[object]]]]
"""One type's facts: (since, before, rows of facts), as ``Facts.of`` reads them."""

_FILES: dict[str, FactKind] = {
    "nullable.json": "flag",
    "limits.json": "limit",
    "max_items.json": "limit",
    "opaque.json": "opaque",
}


def read_versions(folder: Path) -> tuple[Version, ...]:
    """The versions that are bundled; raises ``msgspec.DecodeError`` (a ``ValueError``)."""
    return msgspec.json.decode((folder / "versions.json").read_bytes(), type=tuple[Version, ...])


def facts_by_type(folder: Path, source: str) -> dict[tuple[str, str], Grouped]:
    """All facts about the provider ``source``, by kind and name of the type; raises ``ValueError``."""
    by_type: dict[tuple[str, str], dict[tuple[str, str], list[list[object]]]] = {}
    for name, kind in _FILES.items():
        for placed in _facts(folder / name, kind, source):
            ranges = by_type.setdefault((placed.path.kind, placed.path.name), {})
            ranges.setdefault((placed.since, placed.before), []).append(placed.fact.as_row())
    grouped: dict[tuple[str, str], Grouped] = {}
    for key, ranges in by_type.items():
        grouped[key] = [(since, before, rows) for (since, before), rows in sorted(ranges.items())]
    return grouped


def _facts(file: Path, kind: FactKind, source: str) -> Iterator[_Placed]:
    content = msgspec.json.decode(file.read_bytes(), type=_File)
    if content.provider != source:
        return
    for group in content.groups:
        group_kind: FactKind = kind if group.firm else "advice"
        for text, entry in sorted(group.entries.items()):
            path = SchemaPath.parse(text)
            fact = Fact(group_kind, ".".join(path.rest), entry.kind, entry.min, entry.max)
            yield _Placed(path, group.since, group.before, _checked(fact, text))


def _checked(fact: Fact, path: str) -> Fact:
    if fact.kind == "flag":
        flag_kind(fact.value)
    elif fact.kind in ("limit", "advice") and not fact.least and fact.most is None:
        raise ValueError(f"{path}: neither min nor max is given")
    return fact
