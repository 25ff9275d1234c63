"""The blocks of the Terraform language itself, by the table ``data/language.json``,
and those of them in files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from tfgen.terraform.config.configuration import Parsed
from tfgen.terraform.config.file_kinds import Engine, FileKind, is_override, kind_of
from tfgen.terraform.hcl.syntax import Attribute, Block

if TYPE_CHECKING:
    from tfgen.terraform.config.engines import Difference

_DATA = Path(__file__).parent / "data"

TOP_LEVEL: Mapping[FileKind, str] = {"configuration": "", "test": "test", "mock": "mock"}
"""The names of the top levels of files in ``data/engines.toml``."""

_TOP_OF_TESTS = (
    "test",
    "run",
    "variables",
    "variable",
    "provider",
    "mock_provider",
    "override_resource",
    "override_data",
    "override_module",
)
_TOP_OF_MOCKS = {
    "mock_resource": "mock.mock_resource",
    "mock_data": "mock.mock_data",
    "override_resource": "test.override_resource",
    "override_data": "test.override_data",
}


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content that one kind of block may have.

    ``arguments`` maps names to kinds: ``any`` expression; ``constant``, ``text`` and ``flag``
    (constants of any type, a string, a bool); all other kinds have a rule of their own, mostly of
    the same name. ``blocks`` maps nested blocks to their own rules. ``open``: what else may stand
    in it is for others to say, ``arguments`` only, ``all``, or what a provider's ``schema`` says,
    where blocks may be ``dynamic``. ``refused_arguments`` are taken elsewhere, each with the reason
    why not here; ``reserved_...`` mean nothing yet.
    """

    source: str
    top: bool = False
    labels: tuple[str, ...] = ()
    arguments: Mapping[str, str] = {}
    required: tuple[str, ...] = ()
    blocks: Mapping[str, str] = {}
    once: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    open: str = ""
    reserved_arguments: tuple[str, ...] = ()
    refused_arguments: Mapping[str, str] = {}
    reserved_blocks: tuple[str, ...] = ()


class _LanguageTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    about: str
    blocks: dict[str, Rules]


class LanguageBlock(Struct, frozen=True):
    """A block, its ``rules`` and their name in the table;
    ``outer`` are the blocks around it, the outermost first.

    ``partial``: it stands in an override file, so that what is missing may stand elsewhere.
    """

    parsed: Parsed
    block: Block
    name: str
    rules: Rules
    outer: tuple[Block, ...] = ()
    partial: bool = False

    @property
    def top(self) -> Block:
        """The outermost block."""
        if self.outer:
            return self.outer[0]
        return self.block

    @property
    def title(self) -> str:
        """The name of the block in messages: ``variable x``, ``block lifecycle of aws_vpc.x``."""
        title = _title(self.top)
        if self.top is self.block:
            return title
        return f"block {self.block.type} of {title}"

    def argument(self, name: str) -> Attribute | None:
        """The argument of that name."""
        return self.block.body.argument(name)


def _title(block: Block) -> str:
    name = ".".join(block.label_values)
    if not name:
        return f"{block.type} block"
    if block.type == "resource":
        return name
    return f"{block.type} {name}"


class Language:
    """All blocks of the language in some files.

    ``blocks`` have as many labels as they need; ``mislabelled`` have not, and are not looked into.
    ``unknown`` are those without rules, each with the block that it stands in.
    """

    def __init__(self, files: Iterable[Parsed], engine: Engine = "terraform") -> None:
        self.engine: Engine = engine
        self.table = table(engine)
        self.blocks: list[LanguageBlock] = []
        self.mislabelled: list[LanguageBlock] = []
        self.unknown: list[tuple[Parsed, Block, LanguageBlock | None]] = []
        for parsed in files:
            self._read(parsed)

    def named(self, *names: str) -> Iterator[LanguageBlock]:
        """Those with one of these names in the table."""
        for name in names:
            yield from self._by_name.get(name, ())

    def arguments(self, *kinds: str) -> Iterator[tuple[LanguageBlock, Attribute]]:
        """The arguments of one of these kinds."""
        for kind in kinds:
            yield from self._by_kind.get(kind, ())

    @cached_property
    def _by_name(self) -> Mapping[str, list[LanguageBlock]]:
        by_name: dict[str, list[LanguageBlock]] = {}
        for block in self.blocks:
            by_name.setdefault(block.name, []).append(block)
        return by_name

    @cached_property
    def _by_kind(self) -> Mapping[str, list[tuple[LanguageBlock, Attribute]]]:
        by_kind: dict[str, list[tuple[LanguageBlock, Attribute]]] = {}
        for block in self.blocks:
            kinds = block.rules.arguments
            if not kinds:
                continue
            for attribute in block.block.body.attributes:
                if attribute.name in kinds:
                    by_kind.setdefault(kinds[attribute.name], []).append((block, attribute))
        return by_kind

    def _read(self, parsed: Parsed) -> None:
        path = PurePath(parsed.file.path)
        partial = path.suffix in (".tf", ".tofu") and is_override(path)
        names = names_at_top(kind_of(path.name), self.engine)
        for block in parsed.body.blocks:
            name = names.get(block.type)
            if name is None:
                self.unknown.append((parsed, block, None))
            else:
                self._add(LanguageBlock(parsed, block, name, self.table[name], (), partial))

    def _add(self, block: LanguageBlock) -> None:
        rules = block.rules
        if len(block.block.labels) != len(rules.labels):
            self.mislabelled.append(block)
            return
        self.blocks.append(block)
        outer = (*block.outer, block.block)
        for inner in block.block.body.blocks:
            name = rules.blocks.get(inner.type)
            if name is not None:
                self._add(
                    LanguageBlock(block.parsed, inner, name, self.table[name], outer, block.partial)
                )
            elif inner.type in rules.reserved_blocks or rules.open not in ("all", "schema"):
                self.unknown.append((block.parsed, inner, block))
            elif rules.open == "schema":
                self._add_dynamic(block, inner, outer)

    def _add_dynamic(self, within: LanguageBlock, block: Block, outer: tuple[Block, ...]) -> None:
        """Adds the ``dynamic`` blocks that ``block``,
        which belongs to a provider's schema, is or contains.
        """
        if block.type == "dynamic":
            self._add(
                LanguageBlock(
                    within.parsed, block, "dynamic", self.table["dynamic"], outer, within.partial
                )
            )
            return
        for inner in block.body.blocks:
            self._add_dynamic(within, inner, (*outer, block))


@cache
def table(engine: Engine = "terraform") -> Mapping[str, Rules]:
    """The rules of all blocks, those at the top level of configuration under the block's type,
    those of test files under ``test.`` and it.
    """
    blocks: dict[str, Rules] = {}
    for name in ("language.json", "test_language.json"):
        blocks |= _read_table(name)
    if engine == "tofu":
        from tfgen.terraform.config.engines import differences

        blocks |= _read_table("tofu_language.json")
        for difference in differences("terraform"):
            if difference.inside in blocks:
                blocks[difference.inside] = _without(blocks[difference.inside], difference.name)
        for difference in differences("tofu"):
            if difference.inside in blocks:
                blocks[difference.inside] = _with(blocks[difference.inside], difference)
    return blocks


def _read_table(name: str) -> Mapping[str, Rules]:
    return msgspec.json.decode((_DATA / name).read_bytes(), type=_LanguageTable).blocks


def _without(rules: Rules, name: str) -> Rules:
    arguments = {key: kind for key, kind in rules.arguments.items() if key != name}
    blocks = {key: inner for key, inner in rules.blocks.items() if key != name}
    return replace(rules, arguments=arguments, blocks=blocks)


def _with(rules: Rules, difference: Difference) -> Rules:
    name = difference.name
    if difference.rules:
        reserved = tuple(each for each in rules.reserved_blocks if each != name)
        blocks = {**rules.blocks, name: difference.rules}
        return replace(rules, blocks=blocks, reserved_blocks=reserved, once=(*rules.once, name))
    reserved = tuple(each for each in rules.reserved_arguments if each != name)
    refused = {key: why for key, why in rules.refused_arguments.items() if key != name}
    return replace(
        rules,
        arguments={**rules.arguments, name: difference.kind},
        reserved_arguments=reserved,
        refused_arguments=refused,
    )


@cache
def names_at_top(
    kind: FileKind = "configuration", engine: Engine = "terraform"
) -> Mapping[str, str]:
    """The names in the table of what may stand at the top level of a file, by the block's type."""
    names: dict[str, str] = {}
    if kind == "test":
        names |= {block_type: f"test.{block_type}" for block_type in _TOP_OF_TESTS}
    elif kind == "mock":
        names |= _TOP_OF_MOCKS
    else:
        names |= {name: name for name, rules in table().items() if rules.top}
    if engine == "terraform":
        return names
    return _names_of_tofu(names, TOP_LEVEL[kind])


def _names_of_tofu(names: dict[str, str], inside: str) -> Mapping[str, str]:
    from tfgen.terraform.config.engines import differences

    for difference in differences("terraform"):
        if difference.inside == inside:
            names.pop(difference.name, None)
    for difference in differences("tofu"):
        if difference.inside == inside:
            names[difference.name] = difference.rules
    return names


@cache
def top_level() -> Mapping[str, Rules]:
    """The rules of what may stand at the top level of a file of configuration."""
    return {name: table()[name] for name in names_at_top()}
