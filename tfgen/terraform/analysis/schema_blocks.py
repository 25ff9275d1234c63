"""Every body that a provider's schema describes, with its schema, at the top of a file and nested."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from tfgen.source import Range
from tfgen.terraform.analysis.plan_time import count_of, over, planned
from tfgen.terraform.config.builtin_types import PREFIX, builtin_types
from tfgen.terraform.config.configuration import (
    KINDS,
    Address,
    Configuration,
    Declared,
    Parsed,
    argument_of,
)
from tfgen.terraform.config.providers import is_idle, used
from tfgen.terraform.hcl.syntax import Attribute, Block, Body
from tfgen.terraform.hcl.walk import reference
from tfgen.terraform.schema import BlockSchema, NestedBlock, ProviderSchema
from tfgen.terraform.schema.model import AttributeSchema
from tfgen.terraform.types.model import ListType, ObjectType, SetType

META_ARGUMENTS: Mapping[str, frozenset[str]] = {
    "resource": frozenset({"count", "for_each", "provider", "depends_on"}),
    "data": frozenset({"count", "for_each", "provider", "depends_on"}),
    "ephemeral": frozenset({"count", "for_each", "provider", "depends_on"}),
    "provider": frozenset({"alias", "version"}),
}
_RESERVED_ARGUMENTS: Mapping[str, frozenset[str]] = {
    "provider": frozenset({"count", "for_each", "depends_on", "source"}),
}
_RESERVED_BLOCKS: Mapping[str, frozenset[str]] = {
    "resource": frozenset({"locals"}),
    "data": frozenset({"locals"}),
    "ephemeral": frozenset({"locals"}),
    "provider": frozenset({"lifecycle", "locals"}),
}
"""Names that Terraform reserves: TFG220 and TFG221 report them."""

META_BLOCKS: Mapping[str, frozenset[str]] = {
    "resource": frozenset({"lifecycle", "connection", "provisioner"}),
    "data": frozenset({"lifecycle"}),
    "ephemeral": frozenset({"lifecycle"}),
    "provider": frozenset(),
}


class SchemaBlock(Struct, frozen=True):
    """A body and its schema. ``path`` is ``aws_efs_file_system.lifecycle_policy``;
    ``kind`` is set at the top only.

    ``planned``: Terraform looks at the values only when it plans. ``builtin``: the schema is that
    of a type of Terraform's own.
    """

    parsed: Parsed
    path: str
    schema: BlockSchema
    body: Body
    header: Range
    kind: str | None
    planned: bool = False
    builtin: bool = False

    def arguments(self) -> Iterator[Attribute]:
        """The arguments that the schema describes."""
        kind = self.kind or ""
        meta = META_ARGUMENTS.get(kind, frozenset()) | _RESERVED_ARGUMENTS.get(kind, frozenset())
        for attribute in self.body.attributes:
            if attribute.name not in meta:
                yield attribute

    def blocks(self) -> Iterator[tuple[str, Block]]:
        """The nested blocks that the schema describes, by name;
        a ``dynamic`` one by the name of its content.
        """
        kind = self.kind or ""
        meta = META_BLOCKS.get(kind, frozenset()) | _RESERVED_BLOCKS.get(kind, frozenset())
        for block in self.body.blocks:
            if block.type == "dynamic":
                if len(block.labels) == 1:
                    yield block.labels[0].value, block
            elif block.type not in meta:
                yield block.type, block

    def nested(self, name: str) -> NestedBlock | None:
        """The schema of a nested block, or of an argument that may be written as a block."""
        block = self.schema.blocks.get(name)
        if block:
            return block
        attribute = self.schema.attributes.get(name)
        return as_block(attribute) if attribute else None


def schema_blocks(configuration: Configuration) -> Iterator[SchemaBlock]:
    """All schema blocks of the configuration, outer ones before the blocks inside them."""
    for address, declared in (*configuration.declared.items(), *configuration.repeated):
        builtin_schema = builtin(address, declared)
        kind, schema = builtin_schema or _schema_of(address, declared, configuration)
        if schema:
            block = SchemaBlock(
                declared.parsed,
                _path(kind, address),
                schema,
                body=declared.body,
                header=declared.name_range,
                kind=kind,
                builtin=builtin_schema is not None,
            )
            yield from _walk(block, configuration)


def _path(kind: str, address: Address) -> str:
    if kind == "provider":
        return "provider"
    if kind in _PREFIXED:
        return f"{address[0]}.{address[1]}"
    return address[0]


_PREFIXED = frozenset({"data", "ephemeral"})
"""Kinds whose addresses begin with the kind."""


def builtin(address: Address, declared: Declared) -> tuple[str, BlockSchema] | None:
    """Kind and schema of a declaration whose type is one of Terraform's own (``terraform_data``)."""
    kind, name = "resource", address[0]
    if address[0] == "data":
        kind, name = "data", address[1]
    if not name.startswith(PREFIX) or _provider_of(declared) not in (None, "terraform"):
        return None
    schema = builtin_types().get(f"{kind}.{name}")
    return (kind, schema) if schema else None


def checked_type(address: Address, declared: Declared, configuration: Configuration) -> str | None:
    """The resource type of a declaration if the provider's schema is to check it, or None.

    None too for an ephemeral resource whose type may exist though nothing is known of it.
    """
    schema = configuration.schema
    if schema is None or address[0] in KINDS - _PREFIXED:
        return None
    name = address[1] if address[0] in _PREFIXED else address[0]
    prefix = name.split("_", 1)[0]
    if prefix != schema.provider:
        return None
    if (_provider_of(declared) or prefix) not in configuration.aws_names:
        return None
    if (
        address[0] == "ephemeral"
        and schema.ephemeral(name) is None
        and not schema.lacks_ephemeral(name)
    ):
        return None  # not all of them are known
    return name


def schema_at(address: Address, schema: ProviderSchema) -> BlockSchema | None:
    """The provider's schema for what has that address:
    a resource, a data source or an ephemeral resource.
    """
    match address[0]:
        case "data":
            return schema.data_source(address[1])
        case "ephemeral":
            return schema.ephemeral(address[1])
    return schema.resource(address[0])


def misspelt_type(address: Address, configuration: Configuration) -> bool:
    """True if a declaration has a type that the provider does not have,
    so that nothing should refer to it.
    """
    declared, schema = configuration.declared.get(address), configuration.schema
    if declared is None or schema is None or checked_type(address, declared, configuration) is None:
        return False
    return schema_at(address, schema) is None


def _provider_of(declared: Declared) -> str | None:
    """The local name that the meta-argument ``provider`` names: ``aws`` for ``aws.west``."""
    expr = argument_of(declared, "provider")
    provider = reference(expr) if expr else None
    return provider.root if provider else None


def _is_shapeless(provider: Address, declared: Declared, schema: ProviderSchema) -> bool:
    """True for a provider block in JSON under another name than the provider's own: what are
    blocks and what are arguments in it was not known when it was read.
    """
    return declared.parsed.file.path.endswith(".json") and provider[1] != schema.provider


def is_used(provider: Address, configuration: Configuration) -> bool:
    """True if a configuration of the schema's provider is used; Terraform does not look at others."""
    if configuration.schema is None or provider[1] not in configuration.aws_names:
        return False
    return not is_idle(provider, used(configuration))


def _schema_of(
    address: Address, declared: Declared, configuration: Configuration
) -> tuple[str, BlockSchema | None]:
    schema = configuration.schema
    if schema is None:
        return "", None
    if address[0] == "provider":
        if is_used(address, configuration) and not _is_shapeless(address, declared, schema):
            return "provider", schema.provider_config()
        return "provider", None
    kind = "resource"
    if address[0] in _PREFIXED:
        kind = address[0]
    if checked_type(address, declared, configuration) is None:
        return kind, None
    return kind, schema_at(address, schema)


def _walk(outer: SchemaBlock, configuration: Configuration) -> Iterator[SchemaBlock]:
    """A schema block and all in it."""
    yield outer
    for name, block in outer.blocks():
        nested = outer.nested(name)
        if nested is None or nested.opaque:
            continue
        late = outer.planned or (block.type == "dynamic" and planned(block, configuration))
        for inner in _contents(block):
            schema_block = SchemaBlock(
                outer.parsed,
                f"{outer.path}.{name}",
                nested.block,
                body=inner.body,
                header=inner.header,
                kind=None,
                planned=late,
            )
            yield from _walk(schema_block, configuration)


def _contents(block: Block) -> Iterator[Block]:
    """The block itself, or the content of a ``dynamic`` one; none when it goes over nothing."""
    if block.type != "dynamic":
        yield block
    elif count_of(over(block)) != 0:
        for inner in block.body.blocks:
            if inner.type == "content":
                yield inner


def as_block(attribute: AttributeSchema) -> NestedBlock | None:
    """The block that core makes of a list or set of objects written as blocks:
    nothing in it is required.
    """
    if not attribute.as_blocks or not isinstance(attribute.type, ListType | SetType):
        return None
    element = attribute.type.element
    members: dict[str, AttributeSchema] = {}
    if isinstance(element, ObjectType):
        for name, type_ in element.fields:
            members[name] = AttributeSchema(name, type_, optional=attribute.settable)
    return NestedBlock(
        attribute.name, "list", min_items=0, max_items=None, block=BlockSchema(members, {})
    )
