"""How many nested blocks of each kind a body holds, and how many it may hold."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from tfgen.rules.context import RuleContext
from tfgen.source import Range
from tfgen.terraform.analysis.plan_time import count_of, over
from tfgen.terraform.analysis.schema_blocks import SchemaBlock
from tfgen.terraform.config.findings import missing_block_range
from tfgen.terraform.hcl.syntax import Block
from tfgen.terraform.schema import NestedBlock


class Counted(Struct, frozen=True):
    """The blocks of one name in one body; ``open`` says that a ``dynamic`` block may add any number.

    ``places`` has one for each block, in source order.
    """

    site: SchemaBlock
    name: str
    schema: NestedBlock
    count: int
    open: bool
    places: tuple[Range, ...]


def counted(context: RuleContext) -> Iterator[Counted]:
    """The count of every block that the schemas of the configuration know; 0 included."""
    for site in context.analysis.schema_blocks:
        places: dict[str, list[Range]] = {}
        unsure = set()
        for name, block in site.blocks():
            count = _times(block)
            places.setdefault(name, []).extend([_place(site, block)] * (count or 0))
            unsure |= {name} if count is None else set()
        as_arguments = {a.name for a in site.body.attributes}
        for name, nested in site.schema.blocks.items():
            if name not in as_arguments:
                at = tuple(places.get(name, ()))
                yield Counted(site, name, nested, len(at), name in unsure, at)


def _place(site: SchemaBlock, block: Block) -> Range:
    """Where Terraform says that it is: for a ``dynamic`` block its content."""
    content = [b for b in block.body.blocks if b.type == "content"]
    at = content[0] if block.type == "dynamic" and content else block
    return missing_block_range(site.parsed, at.header, at.body)


def _times(block: Block) -> int | None:
    """How many blocks a block stands for; None for a ``dynamic`` one over what only Terraform knows."""
    if block.type != "dynamic":
        return 1
    return count_of(over(block))
