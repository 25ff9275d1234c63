"""DynamoDB tables with their attributes, keys and indexes, as far as they are known."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from tfgen.rules.aws._arguments import owned_blocks
from tfgen.rules.constants import known_value
from tfgen.rules.context import RuleContext
from tfgen.source import Range
from tfgen.terraform.analysis.schema_blocks import SchemaBlock
from tfgen.terraform.hcl.syntax import Body, Expr, Literal, Tuple
from tfgen.terraform.hcl.walk import reference

_TYPE = "aws_dynamodb_table"
_INDEXES = ("global_secondary_index", "local_secondary_index")
_KEYS = ("hash_key", "range_key")
_RESTORES = ("restore_source_name", "restore_source_table_arn", "restore_backup_arn")


class TableKey(Struct, frozen=True):
    """The use of an attribute as ``argument`` of ``block``, or its definition;
    ``name`` is None where it is not known.
    """

    block: SchemaBlock
    argument: str
    name: str | None
    range: Range


class DynamodbTable(Struct, frozen=True):
    """A table. ``open_attributes``, ``open_indexes``: there may be others than are written.

    ``restored``: made from a backup or from another table, whose keys count.
    """

    block: SchemaBlock
    attributes: tuple[TableKey, ...]
    indexes: tuple[SchemaBlock, ...]
    keys: tuple[TableKey, ...]
    open_attributes: bool
    open_indexes: bool
    restored: bool


def tables(context: RuleContext) -> tuple[DynamodbTable, ...]:
    """All tables that may have instances."""
    return context.once(tables, lambda: tuple(_tables(context)))


def _tables(context: RuleContext) -> Iterator[DynamodbTable]:
    nested: dict[int, list[SchemaBlock]] = {}
    owners: list[SchemaBlock] = []
    for owner, block in owned_blocks(context):
        if owner.path != _TYPE or owner.kind != "resource":
            continue
        if block is owner:
            owners.append(owner)
        nested.setdefault(id(owner), []).append(block)
    for owner in owners:
        yield _table(context, owner, nested[id(owner)])


def _table(context: RuleContext, table: SchemaBlock, blocks: list[SchemaBlock]) -> DynamodbTable:
    attributes: list[TableKey] = []
    keys: list[TableKey] = []
    indexes: list[SchemaBlock] = []
    for block in blocks:
        name = block.path.removeprefix(f"{_TYPE}.")
        if name == "attribute":
            attributes += _uses(context, block, ("name",))
        elif name.endswith(".key_schema"):
            keys += _uses(context, block, ("attribute_name",))
        elif block is table or name in _INDEXES:
            keys += _uses(context, block, _KEYS)
        if name in _INDEXES:
            indexes.append(block)
    ignored = _ignored(table.body)
    every = "all" in ignored
    return DynamodbTable(
        table,
        tuple(attributes),
        tuple(indexes),
        tuple(keys),
        open_attributes=every or "attribute" in ignored or _dynamic(table.body, ("attribute",)),
        open_indexes=every or not ignored.isdisjoint(_INDEXES) or _has_open_index(table.body),
        restored=not table.body.names.isdisjoint(_RESTORES),
    )


def _uses(
    context: RuleContext, block: SchemaBlock, arguments: tuple[str, ...]
) -> Iterator[TableKey]:
    for argument in arguments:
        expr = block.body.get(argument)
        if expr is None or (isinstance(expr, Literal) and expr.value is None):
            continue
        value = known_value(context, expr)
        name = value if isinstance(value, str) and value else None
        yield TableKey(block, argument, name, expr.range)


def _has_open_index(body: Body) -> bool:
    if _dynamic(body, _INDEXES):
        return True
    return any(
        block.type in _INDEXES and _dynamic(block.body, ("key_schema",)) for block in body.blocks
    )


def _dynamic(body: Body, names: tuple[str, ...]) -> bool:
    """True when a ``dynamic`` block makes blocks of one of these names."""
    return any(
        block.type == "dynamic" and not set(names).isdisjoint(block.label_values)
        for block in body.blocks
    )


def _ignored(body: Body) -> frozenset[str]:
    """The arguments and blocks that ``ignore_changes`` names; ``all`` for all of them."""
    names: set[str] = set()
    for block in body.blocks:
        if block.type == "lifecycle":
            names.update(_names(block.body.get("ignore_changes")))
    return frozenset(names)


def _names(expr: Expr | None) -> Iterator[str]:
    items: tuple[Expr, ...] = ()
    if isinstance(expr, Tuple):
        items = expr.items
    elif expr is not None:
        items = (expr,)
    for item in items:
        named = reference(item)
        if named is not None:
            yield named.names[0]
