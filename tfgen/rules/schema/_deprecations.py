"""The provider's deprecations: the marks of its schema,
and ``data/aws_constraints/tables/deprecations.toml``, which says what to write instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import msgspec
from msgspec import Struct

from tfgen.aws.constraints.load import constraints
from tfgen.rules.context import RuleContext
from tfgen.terraform.schema.facts import within


class _DeprecationEntry(msgspec.Struct, frozen=True):
    at: tuple[str, ...]
    instead: str
    source: str
    remove: bool = False
    since: str = ""
    by: str = ""
    before: str = ""


class _DeprecationTable(msgspec.Struct, frozen=True, rename={"not_": "not"}):
    entry: tuple[_DeprecationEntry, ...]
    not_: dict[str, str]


class Deprecation(Struct, frozen=True):
    """The words of messages about something deprecated: a sentence each."""

    detail: str
    help: str


@cache
def _table() -> _DeprecationTable:
    return constraints().table("deprecations", _DeprecationTable)


@cache
def _entries() -> Mapping[str, _DeprecationEntry]:
    entries: dict[str, _DeprecationEntry] = {}
    for entry in _table().entry:
        for path in entry.at:
            entries[path] = entry
    return entries


def deprecation(context: RuleContext, path: str, marked: bool) -> Deprecation | None:
    """The deprecation of what stands at a path of the schema; None where there is none.

    ``marked``: the schema has a mark there, so that it counts without an entry too.
    """
    version = context.schema.version if context.schema else ""
    entry = _entries().get(path)
    applies = entry is not None and within(version, entry.since or entry.by, entry.before)
    if not (applies or (marked and path not in _table().not_)):
        return None
    if entry is None or not applies:
        return Deprecation("The provider will remove it in a later major version.", "")
    since = f" since version {entry.since}" if entry.since else ""
    detail = f"The provider deprecates it{since} ({entry.source})."
    return Deprecation(detail, _remedy(entry))


def _remedy(entry: _DeprecationEntry) -> str:
    if entry.remove:
        return f"Remove it: {entry.instead}."
    return f"Use {entry.instead}."
