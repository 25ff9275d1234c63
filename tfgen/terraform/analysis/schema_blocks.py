"""Every body that a provider's schema describes, with its schema, at the top of a file and nested."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from tfgen.source import Range
from tfgen.terraform.analysis.dynamic_rounds import Rounds, rounds_of
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
    of a type of Terraform's own. ``of``: the provider and its version; ``outer``: the block around
    it; ``rounds``: those of the ``dynamic`` block that it is the content of.
    """

    parsed: Parsed
    path: str
    schema: BlockSchema
    body: Body
    header: Range
    kind: str | None
    planned: bool = False
    builtin: bool = False
    of: str = ""
    outer: SchemaBlock | None = None
    rounds: Rounds | None = None

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
        kind, provider, schema = _schema_of(address, declared, configuration)
        if builtin_schema:
            (kind, schema), provider = builtin_schema, None
        if schema:
            block = SchemaBlock(
                declared.parsed,
                _path(kind, address, provider, configuration),
                schema,
                body=declared.body,
                header=declared.name_range,
                kind=kind,
                builtin=provider is None,
                of=f"{provider.provider} {provider.version}" if provider else "Terraform",
            )
            yield from _walk(block, configuration)


def _path(
    kind: str, address: Address, provider: ProviderSchema | None, configuration: Configuration
) -> str:
    """Rules about AWS's provider block know it as ``provider``; others have their name in front."""
    if kind == "provider":
        return "provider" if provider is configuration.schema else f"{address[1]}.provider"
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
    """The resource type of a declaration if a provider's schema is to check it, or None.

    None too for an ephemeral resource whose type may exist though nothing is known of it.
    """
    if provider_schema(address, declared, configuration) is None:
        return None
    return _type_name(address)


def provider_schema(
    address: Address, declared: Declared, configuration: Configuration
) -> ProviderSchema | None:
    """The schema of the provider that is to check a declaration, or None; see ``checked_type``."""
    if address[0] in KINDS - _PREFIXED:
        return None
    name = _type_name(address)
    prefix = name.split("_", 1)[0]
    local = _provider_of(declared) or prefix
    schema = configuration.schema_of(local)
    if schema is None or (schema is configuration.schema and prefix != schema.provider):
        return None
    if _is_json(declared) and local != prefix and schema is not configuration.schema:
        return None  # what are blocks and what are arguments was read by another schema, or by none
    if address[0] == "ephemeral" and schema.ephemeral(name) is None:
        return schema if schema.lacks_ephemeral(name) else None  # not all of them are known
    return schema


def _type_name(address: Address) -> str:
    return address[1] if address[0] in _PREFIXED else address[0]


def _is_json(declared: Declared) -> bool:
    return declared.parsed.file.path.endswith(".json")


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
    declared = configuration.declared.get(address)
    schema = provider_schema(address, declared, configuration) if declared else None
    return schema is not None and schema_at(address, schema) is None


def _provider_of(declared: Declared) -> str | None:
    """The local name that the meta-argument ``provider`` names: ``aws`` for ``aws.west``."""
    expr = argument_of(declared, "provider")
    provider = reference(expr) if expr else None
    return provider.root if provider else None


def _is_shapeless(provider: Address, declared: Declared, configuration: Configuration) -> bool:
    """True for an AWS provider block in JSON under a name that was not known to be the provider's
    when the file was read: what are blocks and what are arguments in it was guessed.
    """
    if not _is_json(declared) or provider[1] not in configuration.aws_names:
        return False
    return not configuration.others.is_aws(provider[1])


def is_used(provider: Address, configuration: Configuration) -> bool:
    """True if a configuration of a schema's provider is used; Terraform does not look at others."""
    if configuration.schema_of(provider[1]) is None:
        return False
    return not is_idle(provider, used(configuration))


def _schema_of(
    address: Address, declared: Declared, configuration: Configuration
) -> tuple[str, ProviderSchema | None, BlockSchema | None]:
    """The kind of a declaration, its provider's schema, and its own."""
    if address[0] == "provider":
        return "provider", *_configuration_schema(address, declared, configuration)
    kind = address[0] if address[0] in _PREFIXED else "resource"
    schema = provider_schema(address, declared, configuration)
    return kind, schema, schema_at(address, schema) if schema else None


def _configuration_schema(
    address: Address, declared: Declared, configuration: Configuration
) -> tuple[ProviderSchema | None, BlockSchema | None]:
    schema = configuration.schema_of(address[1])
    if schema is None or not is_used(address, configuration):
        return None, None
    if _is_shapeless(address, declared, configuration):
        return None, None
    return schema, schema.provider_config()


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
                of=outer.of,
                outer=outer,
                rounds=rounds_of(block),
            )
            yield from _walk(schema_block, configuration)


def _contents(block: Block) -> Iterator[Block]:
    """The block itself, or the content of a ``dynamic`` one; none when it goes over nothing."""
    if block.type != "dynamic":
        yield block
    elif count_of(over(block)) != 0:
        yield from (inner for inner in block.body.blocks if inner.type == "content")


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
