"""A DynamoDB table whose keys, attributes or capacity do not go together.

What it finds
    In ``aws_dynamodb_table``: an ``attribute`` block that no key of the table or of an index uses, a key without an
    ``attribute`` block, ``non_key_attributes`` with another projection than ``INCLUDE`` and ``INCLUDE`` without
    them, a local index on a table without ``range_key``, one attribute as both keys, capacity with
    ``PAY_PER_REQUEST`` and none without it. Only what is known counts: a table with ``dynamic`` blocks or
    ``ignore_changes`` on them is not judged by them.

Why it matters
    The provider or DynamoDB refuses the table when it is planned or made: "all attributes must be indexed", "all
    indexes must match a defined attribute".

Example
    resource "aws_dynamodb_table" "sessions" {
      name         = "sessions"
      billing_mode = "PAY_PER_REQUEST"
      hash_key     = "id"

      attribute {
        name = "id"
        type = "S"
      }
      attribute {
        name = "created"
        type = "N"
      }
    }

Instead
    resource "aws_dynamodb_table" "sessions" {
      name         = "sessions"
      billing_mode = "PAY_PER_REQUEST"
      hash_key     = "id"

      attribute {
        name = "id"
        type = "S"
      }
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.aws._arguments import owned_blocks
from tfgen.rules.aws._dynamodb_tables import DynamodbTable, tables
from tfgen.rules.base import aws_diagnostic
from tfgen.rules.constants import known_value
from tfgen.rules.context import RuleContext
from tfgen.source import Range
from tfgen.terraform.analysis.schema_blocks import SchemaBlock

CODE = "TFG530"

_CAPACITIES = ("read_capacity", "write_capacity")


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield the findings for each table."""
    separate = any(
        block.path == "aws_dynamodb_global_secondary_index" for _, block in owned_blocks(context)
    )
    for table in tables(context):
        if not separate:
            yield from _unused_attributes(table)
        yield from _undefined_keys(table)
        yield from _equal_keys(table)
        yield from _projections(context, table)
        yield from _local_indexes(table)
        yield from _capacity(context, table)


def _finding(
    table: DynamodbTable, place: Range, summary: str, detail: str, help_: str
) -> Diagnostic:
    return aws_diagnostic(CODE, table.block.parsed, place, summary, detail, help_)


def _unused_attributes(table: DynamodbTable) -> Iterator[Diagnostic]:
    """The attributes that are no keys, where all keys are known."""
    if table.open_indexes or table.restored or any(key.name is None for key in table.keys):
        return
    used = {key.name for key in table.keys}
    for attribute in table.attributes:
        if attribute.name is not None and attribute.name not in used:
            summary = f'No key uses the attribute "{attribute.name}"'
            detail = "A table defines the attributes of its keys and of its indexes' keys only."
            yield _finding(
                table, attribute.range, summary, detail, "Remove the block, or add an index."
            )


def _undefined_keys(table: DynamodbTable) -> Iterator[Diagnostic]:
    """The keys that are no attributes, where all attributes are known."""
    if table.open_attributes or any(known.name is None for known in table.attributes):
        return
    defined = set()
    for attribute in table.attributes:
        defined.add(attribute.name)
    for key in table.keys:
        if key.name is not None and key.name not in defined:
            summary = f'The key "{key.name}" has no attribute block'
            detail = "Every key of a table or of an index is defined with its type."
            help_ = f'Add attribute {{ name = "{key.name}", type = "S" }}, on three lines.'
            yield _finding(table, key.range, summary, detail, help_)


def _equal_keys(table: DynamodbTable) -> Iterator[Diagnostic]:
    hash_keys = {id(key.block): key for key in table.keys if key.argument == "hash_key"}
    for key in table.keys:
        other = hash_keys.get(id(key.block))
        if key.argument != "range_key" or other is None or key.name is None:
            continue
        if key.name == other.name:
            detail = "DynamoDB wants two attributes, or no range key."
            summary = f'"{key.name}" is both hash key and range key'
            yield _finding(table, key.range, summary, detail, "Remove range_key.")


def _projections(context: RuleContext, table: DynamodbTable) -> Iterator[Diagnostic]:
    for index in table.indexes:
        chosen = index.body.get("projection_type")
        projection = known_value(context, chosen) if chosen is not None else None
        named = index.body.get("non_key_attributes")
        if chosen is None:
            continue
        if projection == "INCLUDE" and named is None:
            detail = "With INCLUDE an index has the attributes that non_key_attributes names."
            yield _finding(
                table, chosen.range, "INCLUDE without non_key_attributes", detail, "Name them."
            )
        elif (
            projection in ("ALL", "KEYS_ONLY") and named is not None and known_value(context, named)
        ):
            detail = "DynamoDB takes them with INCLUDE only."
            summary = f"non_key_attributes with {projection}"
            help_ = 'Remove them, or write projection_type = "INCLUDE".'
            yield _finding(table, named.range, summary, detail, help_)


def _local_indexes(table: DynamodbTable) -> Iterator[Diagnostic]:
    if table.restored or "range_key" in table.block.body.names:
        return
    for index in table.indexes:
        if index.path.endswith(".local_secondary_index"):
            summary = "A local index on a table without range_key"
            detail = "A local index is another range key under the same hash key."
            help_ = "Add range_key, or make it a global_secondary_index."
            yield _finding(table, index.header, summary, detail, help_)


def _capacity(context: RuleContext, table: DynamodbTable) -> Iterator[Diagnostic]:
    mode: object = "PROVISIONED"
    written = table.block.body.get("billing_mode")
    if written is not None:
        mode = known_value(context, written)
    if mode == "PAY_PER_REQUEST":
        yield from _vain_capacity(context, table)
    elif mode == "PROVISIONED" and not table.restored:
        yield from _missing_capacity(table, table.block)
        for index in table.indexes:
            if index.path.endswith(".global_secondary_index"):
                yield from _missing_capacity(table, index)


def _vain_capacity(context: RuleContext, table: DynamodbTable) -> Iterator[Diagnostic]:
    for name in _CAPACITIES:
        expr = table.block.body.get(name)
        value = known_value(context, expr) if expr is not None else None
        if expr is not None and value not in (None, 0, "0"):
            summary = f"{name} with PAY_PER_REQUEST"
            detail = "Such a table has no capacity of its own."
            yield _finding(table, expr.range, summary, detail, f"Remove {name}.")


def _missing_capacity(table: DynamodbTable, block: SchemaBlock) -> Iterator[Diagnostic]:
    missing = []
    for name in _CAPACITIES:
        if name not in block.body.names:
            missing.append(name)
    if missing:
        what = "An index" if block is not table.block else "A table"
        summary = f"{what} without {' and '.join(missing)}"
        detail = "billing_mode is PROVISIONED, which is the default: each capacity is at least 1."
        help_ = 'Set them, or write billing_mode = "PAY_PER_REQUEST".'
        yield _finding(table, block.header, summary, detail, help_)
