"""Facts about a provider that no schema holds:
which strings are flags, and limits that core does not check.

People edit ``data/schema_facts/*.json``, where each group of entries names its source and the
versions it holds for (``since`` included, ``before`` not). ``tools.schema.build`` cuts them into
one entry for each type; this module reads that file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Literal, cast, get_args

from msgspec import Struct
from msgspec.structs import replace

from tfgen.terraform.schema.bundle import Bundle, BundleEntry
from tfgen.terraform.schema.functions import FUNCTION, read_function
from tfgen.terraform.schema.model import FunctionSchema, StringFlag
from tfgen.terraform.schema.paths import SchemaPath

EPHEMERAL = "E"
"""The kind, in the built facts, of ephemeral resource types, which some schemas lack."""

FactKind = Literal["flag", "limit", "advice", "opaque", "mark", "copied"]
Mark = Literal["sensitive", "plain", "deprecated"]
"""``plain``: not sensitive, though the schema says so."""


class BlockFacts(Struct, frozen=True):
    """The facts about one nested block; see ``NestedBlock`` for the words."""

    provider_min: int = 0
    provider_max: int | None = None
    advisory_min: int = 0
    advisory_max: int | None = None
    opaque: bool = False


class TypeFacts(Struct, frozen=True):
    """The facts about one type; the keys are paths below it (``lifecycle_policy``).

    ``marks``: of attributes, and ``deprecated`` ones of blocks. ``copied``: blocks whose content was
    taken from another type's.
    """

    flags: Mapping[str, StringFlag]
    blocks: Mapping[str, BlockFacts]
    marks: Mapping[str, tuple[Mark, ...]] = {}
    copied: tuple[str, ...] = ()


NO_FACTS = TypeFacts({}, {})


class Fact(Struct, frozen=True):
    """One row of a type's entry: ``value`` is the flag's kind,
    ``least`` and ``most`` are a block's limits.
    """

    kind: FactKind
    path: str
    value: str = ""
    least: int = 0
    most: int | None = None

    def as_row(self) -> list[object]:
        """The fact as JSON."""
        return [self.kind, self.path, self.value, self.least, self.most]


class Facts:
    """The built facts of one provider."""

    __slots__ = ("_bundle",)

    def __init__(self, bundle: Bundle) -> None:
        self._bundle = bundle

    @property
    def source(self) -> str:
        """The provider they are about: ``hashicorp/aws``."""
        return self._bundle.meta["source"]

    @property
    def data(self) -> bytes:
        """The file's bytes, for digests."""
        return self._bundle.data

    def of(self, path: SchemaPath, version: str, exact: bool = False) -> TypeFacts:
        """The facts about the type (``path.rest`` is not looked at) in a version of the provider.

        ``exact``: without those that make up for what derived schemas lack.
        """
        entry = self._bundle.find(path.kind, path.name)
        if entry is None:
            return NO_FACTS
        gathered = _Gathered()
        for since, before, derived_only, rows in json.loads(entry.lines[entry.line]):
            if within(version, since, before) and not (exact and derived_only):
                for row in rows:
                    gathered.add(Fact(*row))
        return gathered.facts()

    def ephemeral(self, name: str, version: str) -> BundleEntry | None:
        """The schema of an ephemeral resource type in a version of the provider,
        in the form that bundles have.
        """
        entry = self._bundle.find(EPHEMERAL, name)
        if entry is None:
            return None
        for since, before, line in json.loads(entry.lines[entry.line]):
            if within(version, since, before):
                return BundleEntry(entry.lines, line)
        return None

    def ephemeral_types(self, version: str) -> tuple[str, ...]:
        """The ephemeral resource types that a version is known to have."""
        return tuple(
            name
            for name in self._bundle.names(EPHEMERAL)
            if self.ephemeral(name, version) is not None
        )

    def ephemeral_since(self, name: str) -> str | None:
        """The version that brought an ephemeral resource type, where that is known."""
        entry = self._bundle.find(EPHEMERAL, name)
        if entry is None:
            return None
        versions: list[str] = []
        for since, _, _ in json.loads(entry.lines[entry.line]):
            versions.append(since)
        return min(versions, key=version_key)

    def lacks_ephemeral(self, name: str, version: str) -> bool:
        """True if a version certainly has no such ephemeral resource type."""
        if self._bundle.find(EPHEMERAL, name) is not None:
            return self.ephemeral(name, version) is None
        return self._lacks("ephemeral", name, version)

    def function(self, name: str, version: str) -> FunctionSchema | None:
        """The provider's function of that name, if a version is known to have it."""
        entry = self._bundle.find(FUNCTION, name)
        if entry is None:
            return None
        row = entry.lines[entry.line]
        since = json.loads(row)[0]
        if within(version, since, ""):
            return read_function(name, row)
        return None

    def functions(self, version: str) -> tuple[str, ...]:
        """The functions that a version is known to have."""
        return tuple(
            name
            for name in self._bundle.names(FUNCTION)
            if self.function(name, version) is not None
        )

    def lacks_function(self, name: str, version: str) -> bool:
        """True if a version certainly has no such function."""
        if self._bundle.find(FUNCTION, name) is not None:
            return self.function(name, version) is None
        return self._lacks("function", name, version)

    def _lacks(self, kind: str, name: str, version: str) -> bool:
        """True if a version has nothing of that name, which no fact mentions:
        it is too old, or all are known.
        """
        meta = self._bundle.meta
        if f"{kind}_first" not in meta:
            return False
        if not within(version, meta[f"{kind}_first"], ""):
            return True
        all_known = version_key(version) <= version_key(meta[f"{kind}_until"])
        return all_known and name not in meta[f"{kind}_unsure"].split(" ")


class _Gathered:
    """The facts about one type, growing."""

    def __init__(self) -> None:
        self._flags: dict[str, StringFlag] = {}
        self._blocks: dict[str, BlockFacts] = {}
        self._marks: dict[str, tuple[Mark, ...]] = {}
        self._copied: list[str] = []

    def add(self, fact: Fact) -> None:
        """Take one fact in; a later one about a block's limits replaces an earlier one."""
        path = fact.path
        block = self._blocks.get(path, BlockFacts())
        match fact.kind:
            case "flag":
                self._flags[path] = flag_kind(fact.value)
            case "limit":
                self._blocks[path] = replace(block, provider_min=fact.least, provider_max=fact.most)
            case "advice":
                self._blocks[path] = replace(block, advisory_min=fact.least, advisory_max=fact.most)
            case "opaque":
                self._blocks[path] = replace(block, opaque=True)
            case "mark":
                self._marks[path] = (*self._marks.get(path, ()), mark(fact.value))
            case "copied":
                self._copied.append(path)

    def facts(self) -> TypeFacts:
        """All that was added."""
        return TypeFacts(self._flags, self._blocks, self._marks, tuple(self._copied))


def mark(text: str) -> Mark:
    """A mark by its name; raises ``ValueError``."""
    for known in get_args(Mark):
        if text == known:
            return cast(Mark, known)
    raise ValueError(f"a mark is one of {', '.join(get_args(Mark))}, not {text!r}")


def flag_kind(text: str) -> StringFlag:
    """``bool`` or ``number``; raises ``ValueError``."""
    if text == "bool":
        return "bool"
    if text == "number":
        return "number"
    raise ValueError(
        f"a string-valued flag holds one of {', '.join(get_args(StringFlag))}, not {text!r}"
    )


def within(version: str, since: str, before: str) -> bool:
    """True if the version lies in the range; ``""`` is an open end."""
    key = version_key(version)
    if since and key < version_key(since):
        return False
    return not before or key < version_key(before)


def version_key(version: str) -> tuple[int, ...]:
    """``5.100.0`` as (5, 100, 0), for comparing; what follows a ``-`` or ``+`` is not looked at."""
    core = version.partition("-")[0].partition("+")[0]
    numbers: list[int] = []
    for part in core.split("."):
        numbers.append(int(part) if part.isdecimal() else 0)
    return tuple(numbers)
