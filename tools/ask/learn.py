"""Learns all that a provider refuses, type by type."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from tfgen.aws.refusals.model import Relation, TypeRefusals, ValueRefusal
from tools.ask.battery import BOGUS, SCREEN_NUMBERS
from tools.ask.blocks import learn_block_counts
from tools.ask.combinations import Combiner
from tools.ask.places import MAX_DEPTH, Asker, Level
from tools.ask.plugin import Kind, Plugin
from tools.ask.relations import DEPTH, learn_relations
from tools.ask.schema import AskedAttribute, AskedBlock, AskedSchema
from tools.ask.values import Memo, learn

LARGE = 800
"""A type with more arguments than this is asked about to a small depth only: each question takes too long."""
SHALLOW = 3
DEEP = 2
"""Blocks at this depth and below may be like others of the same name."""


class Learned(Struct, frozen=True):
    """A type and what the provider refuses of it."""

    kind: Kind
    type: str
    refusals: TypeRefusals
    unexplained: tuple[str, ...] = ()


class Learner:
    """Asks a running provider; what is learned once is used again where the answers are the same."""

    def __init__(self, plugin: Plugin, schema: AskedSchema, report: Callable[[str], None]) -> None:
        self._plugin, self._schema, self._report = plugin, schema, report
        self._memo: Memo = {}
        self._levels: dict[object, list[ValueRefusal]] = {}
        self._unexplained: list[str] = []

    def types(self, only: Callable[[Kind, str], bool]) -> Iterator[Learned]:
        """All types that are asked about."""
        groups: tuple[tuple[Kind, Mapping[str, AskedBlock]], ...] = (
            ("resource", self._schema.resources),
            ("data", self._schema.data_sources),
            ("provider", {"provider": self._schema.provider}),
        )
        for kind, types in groups:
            for name, block in types.items():
                if only(kind, name):
                    self._unexplained = []
                    learned = self._type(kind, name, block)
                    yield Learned(kind, name, learned, tuple(self._unexplained))

    def _type(self, kind: Kind, name: str, block: AskedBlock) -> TypeRefusals:
        started, before = time.monotonic(), self._plugin.calls
        values: list[ValueRefusal] = []
        depth = MAX_DEPTH if size(block) < LARGE else SHALLOW
        for level in Level(kind, name, block).levels(depth):
            values += self._level(level)
        relations = learn_relations(Combiner(self._plugin, kind, name, block), min(depth, DEPTH))
        took, calls = time.monotonic() - started, self._plugin.calls - before
        self._report(
            f"{kind} {name}: {len(values)} values, {len(relations)} relations, {calls} calls, {took:.1f} s"
        )
        signatures = dict(_signatures(block, values, relations))
        return TypeRefusals(tuple(values), tuple(relations), signatures)

    def _level(self, level: Level) -> list[ValueRefusal]:
        """The constraints on the values of one block, without those on the blocks inside it."""
        key = self._key(level) if len(level.around) >= DEEP else None
        if key is not None and key in self._levels:
            prefix = f"{level.path}."
            return [replace(one, path=prefix + one.path) for one in self._levels[key]]
        values: list[ValueRefusal] = []
        for place in level.places():
            if place.attribute.element is not None:
                asker = Asker(self._plugin, place)
                learned = learn(asker, self._memo)
                if not learned and asker.refuses_anything():
                    self._unexplained.append(
                        f"{level.kind} {level.type}.{place.path}: {asker.first()}"
                    )
                values += learned
        values += learn_block_counts(self._plugin, level)
        if key is not None:
            cut = len(level.path) + 1
            self._levels[key] = [replace(one, path=one.path[cut:]) for one in values]
        return values

    def _key(self, level: Level) -> object:
        """The block's name, its arguments, and what the provider says of odd values for all of them at once."""
        said: list[object] = [
            level.around[-1].name,
            repr(level.block.attributes),
            sorted(level.block.blocks),
        ]
        for odd in ((BOGUS, SCREEN_NUMBERS[0]), ("", SCREEN_NUMBERS[-1]), ("1", 3)):
            settings = {
                place.attribute.name: _odd(place.attribute, *odd) for place in level.places()
            }
            refusals = self._plugin.validate(level.kind, level.type, level.config(settings))
            said.append(sorted(_without_path(refusal.text) for refusal in refusals))
        return repr(said)


def size(block: AskedBlock) -> int:
    """The number of arguments in a block and all blocks inside it."""
    return len(block.attributes) + sum(size(nested.block) for nested in block.blocks.values())


def _odd(attribute: AskedAttribute, text: str, number: int) -> object:
    value: object = {"string": text, "number": number, "bool": True}.get(attribute.element or "")
    return [value] if attribute.several and value is not None else value


def _without_path(text: str) -> str:
    return re.sub(r"[a-z_0-9]+(\.\d+|\[\d+\])\.(?:[a-z_0-9]+(\.\d+|\[\d+\])\.)*", "", text)


def _signatures(
    block: AskedBlock, values: list[ValueRefusal], relations: list[Relation]
) -> Iterator[tuple[str, str]]:
    """Type and use of every argument that a constraint names."""
    paths = {refusal.path for refusal in values}
    for relation in relations:
        prefix = f"{relation.at}." if relation.at else ""
        paths.update(prefix + member for member in relation.members)
    for path in sorted(paths):
        yield path, signature_at(block, path)


def signature_at(block: AskedBlock, path: str) -> str:
    """``required string``, ``optional list of string`` or ``block``."""
    *above, name = path.split(".")
    for step in above:
        block = block.blocks[step].block
    if name in block.blocks:
        return "block"
    attribute = block.attributes[name]
    use = "required" if attribute.required else "optional"
    return f"{use} {msgspec.json.encode(attribute.type).decode()}"
