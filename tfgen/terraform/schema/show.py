"""A type's schema as rows, for ``tfgen schema show``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct, to_builtins

from tfgen.spelling import nearest
from tfgen.terraform.schema.model import AttributeSchema, BlockSchema, NestedBlock
from tfgen.terraform.schema.paths import SchemaKind, SchemaPath
from tfgen.terraform.schema.provider import ProviderSchema

RowKind = Literal["argument", "attribute", "block"]

_TITLES: dict[SchemaKind, str] = {
    "r": "resource",
    "d": "data source",
    "e": "ephemeral resource",
    "p": "provider configuration",
}


class Row(Struct, frozen=True):
    """One line of the table.

    ``depth`` is how deep it is nested, from 0. ``kind``: an argument can be set, an attribute only
    be read. ``type`` is in HCL, or the nesting of a block. ``need``: ``required``, ``optional``,
    ``optional, computed``, ``computed``. ``allowed`` is how many of a block (``at most 3``), else
    ``""``. ``notes`` are short remarks.
    """

    depth: int
    name: str
    kind: RowKind
    type: str
    need: str
    allowed: str = ""
    notes: tuple[str, ...] = ()


class Description(Struct, frozen=True):
    """A type and its rows: arguments, then blocks, then what can only be read; each sorted by name."""

    name: str
    kind: str
    provider: str
    version: str
    exact: bool
    deprecated: bool
    rows: tuple[Row, ...]


def describe(schema: ProviderSchema, name: str, depth: int = 20) -> Description | None:
    """The table for ``aws_x``, ``data.aws_x``, ``ephemeral.aws_x`` or ``provider``;
    None when there is no such type.

    Blocks nested deeper than ``depth`` are left out (self-nesting ones have thousands of rows).
    """
    path = SchemaPath.parse(name)
    block = _find(schema, path)
    if block is None or path.rest:
        return None
    rows = tuple(_rows(block, 0, depth))
    return Description(
        name,
        _TITLES[path.kind],
        provider=schema.provider,
        version=schema.version,
        exact=schema.exact,
        deprecated=block.deprecated,
        rows=rows,
    )


def suggest(schema: ProviderSchema, name: str) -> str | None:
    """The type most like a misspelt one, in the form that ``describe`` takes;
    None when none is similar.
    """
    if name.startswith("data."):
        data_type = nearest(name.removeprefix("data."), schema.data_types())
        return f"data.{data_type}" if data_type else None
    return nearest(name, schema.resource_types())


def as_data(description: Description) -> dict[str, object]:
    """The same as plain data, for ``--format json``."""
    plain: dict[str, object] = to_builtins(description)
    return plain


def _find(schema: ProviderSchema, path: SchemaPath) -> BlockSchema | None:
    match path.kind:
        case "r":
            return schema.resource(path.name)
        case "d":
            return schema.data_source(path.name)
        case "e":
            return schema.ephemeral(path.name)
    return schema.provider_config()


def _rows(block: BlockSchema, depth: int, max_depth: int) -> Iterator[Row]:
    attributes = block.attributes.values()
    for attribute in attributes:
        if attribute.settable:
            yield from _attribute_rows(attribute, depth)
    if depth < max_depth:
        for nested in block.blocks.values():
            yield _block_row(nested, depth)
            if not nested.opaque:
                yield from _rows(nested.block, depth + 1, max_depth)
    for attribute in attributes:
        if not attribute.settable:
            yield from _attribute_rows(attribute, depth)


def _attribute_rows(attribute: AttributeSchema, depth: int) -> Iterator[Row]:
    nested = attribute.nested
    yield Row(
        depth,
        attribute.name,
        kind="argument" if attribute.settable else "attribute",
        type=f"{nested.nesting} of objects" if nested else attribute.type.constraint,
        need=_need(attribute),
        notes=tuple(_notes(attribute)),
    )
    if nested:
        for member in nested.attributes.values():
            yield from _attribute_rows(member, depth + 1)


def _need(attribute: AttributeSchema) -> str:
    if attribute.required:
        return "required"
    if attribute.optional and attribute.computed:
        return "optional, computed"
    if attribute.optional:
        return "optional"
    return "computed" if attribute.computed else ""


def _notes(attribute: AttributeSchema) -> Iterator[str]:
    if attribute.string_flag == "bool":
        yield 'string-valued flag: "true" or "false", never true or false'
    elif attribute.string_flag == "number":
        yield 'string-valued number: "5", never 5'
    if attribute.sensitive:
        yield "sensitive"
    if attribute.write_only:
        yield "write-only"
    if attribute.deprecated:
        yield "deprecated"
    if attribute.as_blocks and attribute.settable:
        yield "may be written as blocks"


def _block_row(nested: NestedBlock, depth: int) -> Row:
    return Row(
        depth,
        nested.name,
        kind="block",
        type=nested.nesting,
        need="required" if nested.least else "optional",
        allowed=_allowed(nested.least, nested.most),
        notes=tuple(_block_notes(nested)),
    )


def _block_notes(nested: NestedBlock) -> Iterator[str]:
    if nested.opaque:
        yield "content unknown"
    if nested.advisory_max is not None and nested.most is None:
        yield f"at most {nested.advisory_max} in an older version of the provider"
    if nested.block.deprecated:
        yield "deprecated"


def _allowed(least: int, most: int | None) -> str:
    if most is None and not least:
        return "any number"
    if most is None:
        return f"at least {least}"
    if least == most:
        return f"exactly {most}"
    if not least:
        return f"at most {most}"
    return f"{least} to {most}"
