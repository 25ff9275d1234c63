"""Reads ``ephemeral.json`` and ``functions.json`` of ``data/schema_facts``: what the bundled schemas lack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec
from msgspec.structs import asdict

from tfgen.terraform.schema.document import AttributeDocument, BlockDocument, BlockType
from tfgen.terraform.schema.facts import version_key


class _Attribute(AttributeDocument, frozen=True, forbid_unknown_fields=True):
    """An attribute; ``since`` where it is younger than its type."""

    since: str = ""


class _Type(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    since: str
    source: str
    attributes: dict[str, _Attribute]
    block_types: dict[str, BlockType] = {}
    note: str = ""

    def blocks(self) -> Iterator[tuple[str, str, BlockDocument]]:
        """The type as it is from a version (included) to another (not included, ``""`` for the newest)."""
        younger = {a.since for a in self.attributes.values() if a.since}
        first = version_key(self.since)
        bounds = [
            self.since,
            *sorted((v for v in younger if version_key(v) > first), key=version_key),
        ]
        for since, before in zip(bounds, [*bounds[1:], ""], strict=True):
            yield since, before, BlockDocument(dict(self._at(since)), self.block_types)

    def _at(self, version: str) -> Iterator[tuple[str, AttributeDocument]]:
        for name, attribute in self.attributes.items():
            if not attribute.since or version_key(attribute.since) <= version_key(version):
                fields = asdict(attribute)
                fields.pop("since")
                yield name, AttributeDocument(**fields)


class _Parameter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    type: str | list[object]


class _Function(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    since: str
    source: str
    parameters: tuple[_Parameter, ...]
    returns: str | list[object]

    def row(self) -> list[object]:
        """The function as JSON: since when, its parameters, its result."""
        return [self.since, [[p.name, p.type] for p in self.parameters], self.returns]


class Lacking(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of the files; ``first`` is the version in which the provider had any of it.

    Up to ``complete_until`` (included) there are no others than these, but perhaps the ``unsure`` ones.
    """

    about: str
    provider: str
    repository: str
    licence: str
    first: str
    complete_until: str
    unsure: tuple[str, ...]
    types: dict[str, _Type] = {}
    functions: dict[str, _Function] = {}


def read_lacking(file: Path, source: str) -> Lacking | None:
    """The file, if it is there and about the provider ``source``; raises ``msgspec.DecodeError`` (a ``ValueError``)."""
    if not file.is_file():
        return None
    content = msgspec.json.decode(file.read_bytes(), type=Lacking)
    return content if content.provider == source else None


def facts_meta(ephemeral: Lacking | None, functions: Lacking | None) -> Mapping[str, str]:
    """The meta of the built facts on the two as a whole."""
    meta: dict[str, str] = {}
    for name, file in (("ephemeral", ephemeral), ("function", functions)):
        if file is not None:
            meta[f"{name}_first"] = file.first
            meta[f"{name}_until"] = file.complete_until
            meta[f"{name}_unsure"] = " ".join(file.unsure)
    return meta
