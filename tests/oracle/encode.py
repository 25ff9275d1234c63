"""tfgen's schema of a provider -> the answer to ``GetProviderSchema`` (tfplugin5 as protobuf)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache

from tests.oracle.wire import message, number, text
from tfgen.terraform.schema import ProviderSchema
from tfgen.terraform.schema.model import AttributeSchema, BlockSchema, FunctionParameter, FunctionSchema, NestedBlock
from tfgen.terraform.types.model import Type, to_json

_NESTING = {"single": 1, "list": 2, "set": 3, "map": 4, "group": 5}


def provider_schema(schema: ProviderSchema) -> bytes:
    """The whole response: provider configuration, resources, data sources, ephemeral resources and functions."""
    return b"".join(_parts(schema))


def _parts(schema: ProviderSchema) -> Iterator[bytes]:
    yield message(1, _schema(schema.provider_config()))
    for name in schema.resource_types():
        yield message(2, _entry(name, schema.resource(name)))
    for name in schema.data_types():
        yield message(3, _entry(name, schema.data_source(name)))
    for name in schema.ephemeral_types():
        yield message(8, _entry(name, schema.ephemeral(name)))
    for name in schema.functions():
        yield message(7, text(1, name) + message(2, _function(schema.function(name))))
    # plan_destroy, and get_provider_schema_optional: core keeps the schema for as long as its process lives
    yield message(6, number(1, 1) + number(2, 1))


def _function(function: FunctionSchema | None) -> bytes:
    if function is None:
        raise LookupError("a function is listed in the schema but not in it")
    parameters = [message(1, _parameter(each)) for each in function.parameters]
    if function.variadic is not None:
        parameters.append(message(2, _parameter(function.variadic)))
    return b"".join(parameters) + message(3, message(1, _type(function.returns)))


def _parameter(parameter: FunctionParameter) -> bytes:
    return text(1, parameter.name) + message(2, _type(parameter.type)) + number(3, parameter.nullable)


def _entry(name: str, block: BlockSchema | None) -> bytes:
    if block is None:
        raise LookupError(f"{name} is listed in the schema but not in it")
    return text(1, name) + message(2, _schema(block))


def _schema(block: BlockSchema) -> bytes:
    return message(2, _block(block))


def _block(block: BlockSchema) -> bytes:
    attributes = [message(2, _attribute(name, a)) for name, a in block.attributes.items()]
    blocks = [message(3, _nested(nested)) for nested in block.blocks.values()]
    return b"".join(attributes) + b"".join(blocks) + number(6, block.deprecated)


def _nested(nested: NestedBlock) -> bytes:
    return (
        text(1, nested.name)
        + message(2, _block(nested.block))
        + number(3, _NESTING[nested.nesting])
        + number(4, nested.min_items)
        + number(5, nested.max_items or 0)
    )


def _attribute(name: str, a: AttributeSchema) -> bytes:
    flags = ((4, a.required), (5, a.optional), (6, a.computed), (7, a.sensitive), (9, a.deprecated), (10, a.write_only))
    return text(1, name) + message(2, _type(a.type)) + b"".join(number(field, flag) for field, flag in flags)


@lru_cache(maxsize=4096)
def _type(of: Type) -> bytes:
    return json.dumps(to_json(of), separators=(",", ":")).encode()
