"""The type of the object that a resource, data source or nested block is in expressions."""

from __future__ import annotations

from tfgen.terraform.schema import BlockSchema, NestedBlock
from tfgen.terraform.types.model import DYNAMIC, ListType, MapType, ObjectType, SetType, Type
from tfgen.terraform.types.type_conversion import plain
from tfgen.terraform.types.value import Value, unknown


def implied_type(schema: BlockSchema) -> ObjectType:
    """The type that core makes of a block's schema (``configschema``'s ImpliedType)."""
    fields: dict[str, Type] = {}
    for name, attribute in schema.attributes.items():
        fields[name] = plain(attribute.type)
    for name, block in schema.blocks.items():
        fields[name] = _nested(block)
    return ObjectType.of(fields)


def implied_value(schema: BlockSchema) -> Value:
    """A resource before it is planned: an object with attributes of which only the types are known."""
    type_ = implied_type(schema)
    return Value(type_, {name: unknown(field) for name, field in type_.fields})


def _nested(block: NestedBlock) -> Type:
    inner: Type = DYNAMIC if block.opaque else implied_type(block.block)
    match block.nesting:
        case "list":
            return ListType(inner)
        case "set":
            return SetType(inner)
        case "map":
            return MapType(inner)
    return inner
