"""What a provider says to a configuration beyond core's own look at the schema.

Exact as far as the facts of ``tfgen.terraform.schema`` are: arguments that are computed only, strings that hold a bool
or a number, and the block limits that framework resources check by themselves. Defaults, enumerations, conflicts and
formats are in no schema and are not checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.oracle.values import Value, is_unknown
from tests.oracle.wire import message, number, text, varint
from tfgen.terraform.schema.model import AttributeSchema, BlockSchema, NestedBlock

_BOOL = re.compile(r"1|t|T|TRUE|true|True|0|f|F|FALSE|false|False")  # Go's strconv.ParseBool
_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?")
_FLAG = {"bool": _BOOL, "number": _NUMBER}


def check_block(block: BlockSchema, value: Value, steps: bytes = b"") -> Iterator[bytes]:
    """Diagnostics (protobuf, each a field of the response) for a block's ``value``; ``steps`` lead to the block."""
    if not isinstance(value, dict):
        return
    for name, attribute in block.attributes.items():
        if value.get(name) is not None:
            yield from _check_attribute(name, attribute, value[name], steps + _step(name))
    for name, nested in block.blocks.items():
        if not nested.opaque and not is_unknown(value.get(name)):
            yield from _check_count(nested, value.get(name), steps)
            yield from _check_nested(nested, value.get(name), steps + _step(name))


def _check_attribute(name: str, a: AttributeSchema, value: Value, steps: bytes) -> Iterator[bytes]:
    if not a.settable:
        detail = (
            f'Can\'t configure a value for "{name}": its value will be decided automatically based on the result of '
            "applying this configuration."
        )
        yield _diagnostic("Value for unconfigurable attribute", detail, steps)
    if a.string_flag and isinstance(value, str) and value and not _FLAG[a.string_flag].fullmatch(value):
        detail = f'expected "{name}" to be "" or a string holding a {a.string_flag}, got "{value}"'
        yield _diagnostic("Invalid string-valued flag", detail, steps)


def _check_count(nested: NestedBlock, value: Value, steps: bytes) -> Iterator[bytes]:
    count = (
        len(value) if isinstance(value, list | dict) and nested.nesting in ("list", "set", "map") else int(bool(value))
    )
    if nested.provider_max is not None and count > nested.provider_max:
        detail = f"Attribute {nested.name} list must contain at most {nested.provider_max} elements, got: {count}"
        # as core does it: the first one too many is to blame
        first = _element(nested.provider_max) if nested.nesting == "list" else b""
        yield _diagnostic(f"Too many {nested.name} blocks", detail, steps + _step(nested.name) + first)
    if count < nested.provider_min:
        detail = f"Block {nested.name} must have a configuration value as the provider has marked it as required"
        yield _diagnostic(f"Missing {nested.name} block", detail, steps)


def _check_nested(nested: NestedBlock, value: Value, steps: bytes) -> Iterator[bytes]:
    if isinstance(value, list):
        for i, each in enumerate(value):
            # elements of a set have no place that could be named
            yield from check_block(nested.block, each, steps + (_element(i) if nested.nesting == "list" else b""))
    elif isinstance(value, dict) and nested.nesting == "map":
        for key, each in value.items():
            yield from check_block(nested.block, each, steps + message(1, text(2, key)))
    else:
        yield from check_block(nested.block, value, steps)


def _step(name: str) -> bytes:
    return message(1, text(1, name))


def _element(i: int) -> bytes:
    return message(1, varint(3 << 3) + varint(i))  # 0 too: a member of a oneof is always written


def _diagnostic(summary: str, detail: str, steps: bytes) -> bytes:
    return message(1, number(1, 1) + text(2, summary) + text(3, detail) + message(4, steps))
