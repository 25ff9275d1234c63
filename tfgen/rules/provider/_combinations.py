"""The arguments of a block that are set, and the provider's relations between them."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from tfgen.aws.refusals.model import Relation, RelationKind
from tfgen.rules.context import RuleContext
from tfgen.rules.provider._knowledge import value_of
from tfgen.rules.provider._refusals import JudgedBlock, judged_blocks
from tfgen.source import Range
from tfgen.terraform.analysis.plan_time import count_of, over
from tfgen.terraform.config.findings import missing_block_range
from tfgen.terraform.hcl.syntax import Attribute, Block, Body, Expr


class Presence(Enum):
    """An argument: not there or null, there with all of its value known, there with a part of it unknown,
    or not to be told.
    """

    ABSENT = "absent"
    KNOWN = "known"
    PARTLY = "partly"
    UNKNOWN = "unknown"

    @property
    def is_set(self) -> bool:
        """True if the argument is certainly set."""
        return self in (Presence.KNOWN, Presence.PARTLY)


class Arguments:
    """The arguments and blocks of a block, by path below it."""

    def __init__(self, context: RuleContext, judged: JudgedBlock) -> None:
        self._context, self.judged = context, judged

    @property
    def header(self) -> Range:
        """The place at which Terraform reports what is missing."""
        block = self.judged.block
        return missing_block_range(block.parsed, block.header, block.body)

    def place(self, path: str) -> Range:
        """The place of an argument or block that is there; the header for one that is not."""
        found = _find(self.judged.block.body, path.split("."))
        if isinstance(found, Attribute):
            return found.range
        return found[0].header if found else self.header

    def presence(self, path: str, planned: bool) -> Presence:
        """What is known of an argument or block; ``planned``: by a plan."""
        found = _find(self.judged.block.body, path.split("."))
        if isinstance(found, Attribute):
            return self._of_value(found.expr, planned)
        if found is None:
            return Presence.UNKNOWN
        return self._of_blocks(found, planned)

    def _of_value(self, expr: Expr, planned: bool) -> Presence:
        value = value_of(self._context, expr, planned=planned)
        if value.null:
            return Presence.ABSENT
        if not value.known:
            return Presence.UNKNOWN
        return Presence.KNOWN if value.wholly_known else Presence.PARTLY

    def _of_blocks(self, blocks: list[Block], planned: bool) -> Presence:
        blocks = [block for block in blocks if _may_make_some(block)]
        if not blocks:
            return Presence.ABSENT
        if any(block.type == "dynamic" for block in blocks):
            return Presence.UNKNOWN
        known = all(self._is_known(block.body, planned) for block in blocks)
        return Presence.KNOWN if known else Presence.PARTLY

    def _is_known(self, body: Body, planned: bool) -> bool:
        """True if all values in a block are known."""
        for attribute in body.attributes:
            if not value_of(self._context, attribute.expr, planned=planned).wholly_known:
                return False
        return all(
            block.type != "dynamic" and self._is_known(block.body, planned) for block in body.blocks
        )


def _may_make_some(block: Block) -> bool:
    return block.type != "dynamic" or count_of(over(block)) != 0


def _find(body: Body, path: list[str]) -> Attribute | list[Block] | None:
    """The argument or blocks at a path; None where it cannot be told, in several or dynamic blocks."""
    name, *rest = path
    if not rest:
        argument = body.argument(name)
        if argument is not None:
            return argument
    blocks = [block for block in body.blocks if _name(block) == name and _may_make_some(block)]
    if not rest or not blocks:
        return None if rest and body.argument(name) is not None else blocks
    if len(blocks) > 1 or blocks[0].type == "dynamic":
        return None
    return _find(blocks[0].body, rest)


def _name(block: Block) -> str:
    if block.type == "dynamic" and len(block.labels) == 1:
        return block.labels[0].value
    return block.type


def judged_relations(
    context: RuleContext, *kinds: RelationKind
) -> Iterator[tuple[Arguments, list[Relation]]]:
    """Each block with the relations of some kinds between its arguments."""
    for judged in judged_blocks(context):
        relations = [one for one in judged.asked.refusals.relations if _applies(judged, one, kinds)]
        if relations:
            yield Arguments(context, judged), relations


def _applies(judged: JudgedBlock, relation: Relation, kinds: tuple[RelationKind, ...]) -> bool:
    if relation.kind not in kinds or relation.at != judged.path:
        return False
    return judged.applies(tuple(judged.below(member) for member in relation.members))
