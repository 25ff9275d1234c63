"""Every body that a provider schema speaks of, with the schema for it: rules name the path, this finds the places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from tfgen.source import Range
from tfgen.terraform.analysis.plan_time import count_of, over, planned
from tfgen.terraform.config.builtin_types import PREFIX, builtin_types
from tfgen.terraform.config.configuration import KINDS, Address, Configuration, Declared, Parsed
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
"""Names that Terraform keeps for itself: TFG220 and TFG221 find them."""

META_BLOCKS: Mapping[str, frozenset[str]] = {
    "resource": frozenset({"lifecycle", "connection", "provisioner"}),
    "data": frozenset({"lifecycle"}),
    "ephemeral": frozenset({"lifecycle"}),
    "provider": frozenset(),
}


class SchemaBlock(Struct, frozen=True):
    """A body and its schema. ``path`` is ``aws_efs_file_system.lifecycle_policy``; ``kind`` is set at the top only.

    ``planned``: Terraform looks at the values only when it plans. ``builtin``: the schema is that of a type of
    Terraform's own.
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
        """The arguments that the schema has a say in."""
        kind = self.kind or ""
        meta = META_ARGUMENTS.get(kind, frozenset()) | _RESERVED_ARGUMENTS.get(kind, frozenset())
        return (a for a in self.body.attributes if a.name not in meta)

    def blocks(self) -> Iterator[tuple[str, Block]]:
        """The nested blocks that the schema has a say in, by the name they stand for; ``dynamic`` ones too."""
        kind = self.kind or ""
        meta = META_BLOCKS.get(kind, frozenset()) | _RESERVED_BLOCKS.get(kind, frozenset())
        for block in self.body.blocks:
            if block.type == "dynamic":
                if len(block.labels) == 1:
                    yield block.labels[0].value, block
            elif block.type not in meta:
                yield block.type, block

    def nested(self, name: str) -> NestedBlock | None:
        """The schema of what may be written as a block: a nested block, or an argument that takes both forms."""
        attribute = self.schema.attributes.get(name)
        return self.schema.blocks.get(name) or (as_block(attribute) if attribute else None)


def schema_blocks(configuration: Configuration) -> Iterator[SchemaBlock]:
    """All sites of the configuration, outer ones before the blocks inside them."""
    for address, declared in (*configuration.declared.items(), *configuration.repeated):
        generated = builtin(address, declared)
        kind, found = generated or _schema_of(address, declared, configuration)
        if found:
            path = "provider" if kind == "provider" else ".".join(address[: 2 if kind in _PREFIXED else 1])
            site = SchemaBlock(
                declared.parsed, path, found, declared.body, declared.name_range, kind, builtin=generated is not None
            )
            yield from _walk(site, configuration)


_PREFIXED = frozenset({"data", "ephemeral"})
"""Kinds whose addresses begin with the kind."""


def builtin(address: Address, declared: Declared) -> tuple[str, BlockSchema] | None:
    """Kind and schema of a declaration whose type is one of Terraform's own (``terraform_data``)."""
    kind, name = ("data", address[1]) if address[0] == "data" else ("resource", address[0])
    if not name.startswith(PREFIX) or _provider_of(declared) not in (None, "terraform"):
        return None
    found = builtin_types().get(f"{kind}.{name}")
    return (kind, found) if found else None


def checked_type(address: Address, declared: Declared, configuration: Configuration) -> str | None:
    """The resource type of a declaration that belongs to the provider of the schema (``aws``), or None.

    None too for an ephemeral resource whose type may exist though nothing is known of it.
    """
    schema = configuration.schema
    if schema is None or address[0] in KINDS - _PREFIXED:
        return None
    name = address[1] if address[0] in _PREFIXED else address[0]
    prefix = name.split("_", 1)[0]
    if prefix != schema.provider or (_provider_of(declared) or prefix) != prefix:
        return None
    if address[0] == "ephemeral" and schema.ephemeral(name) is None and not schema.lacks_ephemeral(name):
        return None  # not all of them are known
    return name


def schema_at(address: Address, schema: ProviderSchema) -> BlockSchema | None:
    """The provider's schema for what has that address: a resource, a data source or an ephemeral resource."""
    match address[0]:
        case "data":
            return schema.data_source(address[1])
        case "ephemeral":
            return schema.ephemeral(address[1])
    return schema.resource(address[0])


def misspelt_type(address: Address, configuration: Configuration) -> bool:
    """True if what is declared has a type that the provider does not have, so that nothing should refer to it."""
    declared, schema = configuration.declared.get(address), configuration.schema
    name = checked_type(address, declared, configuration) if declared else None
    if name is None or schema is None:
        return False
    return schema_at(address, schema) is None


def _provider_of(declared: Declared) -> str | None:
    """The local name that the meta-argument ``provider`` names: ``aws`` for ``aws.west``."""
    given = next((a.expr for a in declared.body.attributes if a.name == "provider"), None)
    found = reference(given) if given else None
    return found.root if found else None


def is_used(provider: Address, configuration: Configuration) -> bool:
    """True if a configuration of the schema's provider is of use; Terraform does not look at others."""
    if configuration.schema is None or provider[1] != configuration.schema.provider:
        return False
    return not is_idle(provider, used(configuration))


def _schema_of(address: Address, declared: Declared, configuration: Configuration) -> tuple[str, BlockSchema | None]:
    schema = configuration.schema
    if schema is None:
        return "", None
    if address[0] == "provider":
        return "provider", schema.provider_config() if is_used(address, configuration) else None
    kind = address[0] if address[0] in _PREFIXED else "resource"
    if checked_type(address, declared, configuration) is None:
        return kind, None
    return kind, schema_at(address, schema)


def _walk(site: SchemaBlock, configuration: Configuration) -> Iterator[SchemaBlock]:
    yield site
    for name, block in site.blocks():
        nested = site.nested(name)
        if nested and not nested.opaque:
            late = site.planned or (block.type == "dynamic" and planned(block, configuration))
            for inner in _written(block):
                made = SchemaBlock(
                    site.parsed, f"{site.path}.{name}", nested.block, inner.body, inner.header, None, late
                )
                yield from _walk(made, configuration)


def _written(block: Block) -> Iterator[Block]:
    """The block itself, or the content of a ``dynamic`` one; none when it goes over nothing."""
    if block.type != "dynamic":
        yield block
    elif count_of(over(block)) != 0:
        yield from (b for b in block.body.blocks if b.type == "content")


def as_block(attribute: AttributeSchema) -> NestedBlock | None:
    """The block that core makes of a list or set of objects written as blocks: nothing in it is required."""
    if not attribute.as_blocks or not isinstance(attribute.type, ListType | SetType):
        return None
    element = attribute.type.element
    fields = element.fields if isinstance(element, ObjectType) else ()
    members = {name: AttributeSchema(name, of, optional=attribute.settable) for name, of in fields}
    return NestedBlock(attribute.name, "list", 0, None, BlockSchema(members, {}))
