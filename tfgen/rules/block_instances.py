"""Instances of resources and rounds of ``dynamic`` blocks, as far as they are known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tfgen.rules.block_index import address_of
from tfgen.rules.context import RuleContext
from tfgen.terraform.analysis.schema_blocks import SchemaBlock
from tfgen.terraform.evaluate.evaluation_site import repeating_argument
from tfgen.terraform.evaluate.evaluator import NO_NAMES, Names, pairs
from tfgen.terraform.hcl.syntax import Attribute
from tfgen.terraform.types.value import Value, object_of

_MAX_ROUNDS = 50
"""More rounds of a ``dynamic`` block are not looked at."""

_ONE_INSTANCE: Sequence[tuple[Names, str]] = ((NO_NAMES, ""),)


def instances(context: RuleContext, owner: SchemaBlock) -> Sequence[tuple[Names, str]]:
    """The instances of a resource: ``each`` or ``count`` there, and the address; kept."""
    repeats = context.alone.once(
        (instances, "of", id(owner)), lambda: repeating_argument(owner.body)
    )
    if repeats is None:
        return _ONE_INSTANCE
    if context.alone is not context and not context.instance.depends(repeats.expr):
        context = context.alone
    return context.once((instances, id(owner)), lambda: _known_instances(context, owner, repeats))


def may_have_instances(context: RuleContext, owner: SchemaBlock) -> bool:
    """False for a resource whose ``count`` or ``for_each`` is known to make none."""
    return bool(instances(context, owner))


def _known_instances(
    context: RuleContext, owner: SchemaBlock, repeats: Attribute
) -> Sequence[tuple[Names, str]]:
    address = ".".join(address_of(context, owner) or (owner.path,))
    known: list[tuple[Names, str]] = []
    for key, names in context.instance.instances(repeats):
        known.append((names, f"{address}{key.text}" if key else ""))
    return known


def rounds(context: RuleContext, block: SchemaBlock, names: Names) -> Iterator[Names]:
    """The names bound in each round of the ``dynamic`` block that a block is the content of."""
    if block.rounds is None:
        yield names
        return
    over, failed = context.instance.attempt(block.rounds.over, names)
    if failed or not over.known or over.null or over.all_marks:
        yield {name: value for name, value in names.items() if name != block.rounds.name}
        return
    for key, element in list(pairs(over))[:_MAX_ROUNDS]:
        yield {**names, block.rounds.name: _iterator(key, element)}


def _iterator(key: Value, element: Value) -> Value:
    return object_of({"key": key, "value": element})


def rounds_around(context: RuleContext, block: SchemaBlock, names: Names) -> Iterator[Names]:
    """The names bound around a block in each round of all the ``dynamic`` blocks that it is in."""
    if block.outer is None:
        yield names
        return
    for bound in rounds_around(context, block.outer, names):
        yield from rounds(context, block, bound)


def surely_exists(context: RuleContext, owner: SchemaBlock) -> bool:
    """True for a resource without ``count`` and ``for_each``, or with known instances."""
    if repeating_argument(owner.body) is None:
        return True
    return any(address for _, address in instances(context, owner))
