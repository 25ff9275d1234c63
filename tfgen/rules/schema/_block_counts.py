"""The number of nested blocks of each name in a body, and their schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from tfgen.rules.context import RuleContext
from tfgen.source import Range
from tfgen.terraform.analysis.plan_time import count_of, over
from tfgen.terraform.analysis.schema_blocks import SchemaBlock
from tfgen.terraform.config.findings import missing_block_range
from tfgen.terraform.hcl.syntax import Block
from tfgen.terraform.schema import NestedBlock


class BlockCount(Struct, frozen=True):
    """The blocks of one name in one body; ``open``: a ``dynamic`` block may add any number.

    ``ranges`` has one for each block, in source order.
    """

    block: SchemaBlock
    name: str
    schema: NestedBlock
    ranges: Sequence[Range]
    open: bool

    @property
    def count(self) -> int:
        """The number of blocks that are sure to be there."""
        return len(self.ranges)


def block_counts(context: RuleContext) -> Iterator[BlockCount]:
    """The count of every block that the schemas of the configuration know; 0 included."""
    for block in context.analysis.schema_blocks:
        ranges, open_names = _counted(block)
        arguments = block.body.names
        for name, nested in block.schema.blocks.items():
            if name not in arguments:
                yield BlockCount(block, name, nested, ranges.get(name, ()), name in open_names)


def _counted(block: SchemaBlock) -> tuple[Mapping[str, list[Range]], set[str]]:
    """The ranges of a body's blocks by name, and the names that a ``dynamic`` block may add to."""
    ranges: dict[str, list[Range]] = {}
    open_names: set[str] = set()
    for name, inner in block.blocks():
        count = _times(inner)
        if count is None:
            open_names.add(name)
        else:
            ranges.setdefault(name, []).extend([_range_of(block, inner)] * count)
    return ranges, open_names


def _range_of(block: SchemaBlock, inner: Block) -> Range:
    """The range that Terraform reports for a block: for a ``dynamic`` one that of its content."""
    if inner.type == "dynamic":
        for content in inner.body.blocks:
            if content.type == "content":
                return missing_block_range(block.parsed, content.header, content.body)
    return missing_block_range(block.parsed, inner.header, inner.body)


def _times(block: Block) -> int | None:
    """The number of blocks that a block stands for;
    None for a ``dynamic`` one over what only Terraform knows.
    """
    if block.type != "dynamic":
        return 1
    return count_of(over(block))
