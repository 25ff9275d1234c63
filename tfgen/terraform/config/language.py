"""The blocks of the Terraform language itself, by the table ``data/language.json``,
and those of them in files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path

import msgspec
from msgspec import Struct

from tfgen.terraform.config.configuration import Parsed
from tfgen.terraform.hcl.syntax import Attribute, Block

_DATA = Path(__file__).parent / "data" / "language.json"


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
        return self.outer[0] if self.outer else self.block

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

    def __init__(self, files: Iterable[Parsed]) -> None:
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
        name = parsed.file.path.rsplit("/", 1)[-1]
        partial = name == "override.tf" or name.endswith("_override.tf")
        for block in parsed.body.blocks:
            rules = top_level().get(block.type)
            if rules is None:
                self.unknown.append((parsed, block, None))
            else:
                self._add(LanguageBlock(parsed, block, block.type, rules, (), partial))

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
                    LanguageBlock(block.parsed, inner, name, table()[name], outer, block.partial)
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
                    within.parsed, block, "dynamic", table()["dynamic"], outer, within.partial
                )
            )
            return
        for inner in block.body.blocks:
            self._add_dynamic(within, inner, (*outer, block))


@cache
def table() -> Mapping[str, Rules]:
    """The rules of all blocks, those at the top level under the block's type."""
    return msgspec.json.decode(_DATA.read_bytes(), type=_LanguageTable).blocks


@cache
def top_level() -> Mapping[str, Rules]:
    """The rules of what may stand at the top level of a file."""
    return {name: rules for name, rules in table().items() if rules.top}
