"""Values on the wire (msgpack, as cty writes them), and changing them along a schema."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from msgspec import msgpack

from tests.oracle.wire import message, parse
from tfgen.terraform.schema.model import AttributeSchema, BlockSchema, NestedBlock

Value: TypeAlias = "bool | int | float | str | bytes | msgpack.Ext | list[Value] | dict[str, Value] | None"

UNKNOWN = msgpack.Ext(0, b"\x00")

Change = Callable[[str, AttributeSchema, Value], Value]
"""(name, schema, value) of an attribute -> its new value."""


def is_unknown(value: Value) -> bool:
    """Whether Terraform will know the value after the apply only."""
    return isinstance(value, msgpack.Ext)


def decode(dynamic_value: bytes) -> Value:
    """A ``DynamicValue``; nothing at all is null."""
    packed = parse(dynamic_value).get(1)
    value: Value = msgpack.decode(packed) if packed else None
    return value


def encode(value: Value) -> bytes:
    """The ``DynamicValue`` of ``value``."""
    return message(1, msgpack.encode(value))


def rebuild(block: BlockSchema, value: Value, change: Change) -> Value:
    """The value of a block with ``change`` applied to every attribute in it and below it."""
    if not isinstance(value, dict):
        return value
    out: dict[str, Value] = {name: change(name, a, value.get(name)) for name, a in block.attributes.items()}
    for name, nested in block.blocks.items():
        out[name] = _rebuild_nested(nested, value.get(name), change)
    return out


def _rebuild_nested(nested: NestedBlock, value: Value, change: Change) -> Value:
    if isinstance(value, list):
        return [rebuild(nested.block, each, change) for each in value]
    if isinstance(value, dict) and nested.nesting == "map":
        return {key: rebuild(nested.block, each, change) for key, each in value.items()}
    return rebuild(nested.block, value, change)
