"""The schema of one version of a provider, decoded type by type as it is asked for."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from tfgen.terraform.schema.address import short_source
from tfgen.terraform.schema.bundle import Bundle, BundleError
from tfgen.terraform.schema.decode import Decoder
from tfgen.terraform.schema.facts import NO_FACTS, Facts
from tfgen.terraform.schema.functions import FUNCTION, FUNCTIONS_KNOWN, read_function
from tfgen.terraform.schema.model import AttributeSchema, BlockSchema, FunctionSchema, NestedBlock
from tfgen.terraform.schema.paths import SchemaKind, SchemaPath
from tfgen.terraform.types.model import ListType, MapType, ObjectType, SetType, Type

Origin = Literal["bundled", "imported", "repository"]


class _PathTarget(Struct, frozen=True):
    """The end of a path: one of the three."""

    block: BlockSchema | None = None
    nested: NestedBlock | None = None
    attribute: AttributeSchema | None = None


class ProviderSchema:
    """One provider version. Types are read on demand and kept;
    methods that read raise ``BundleError``.

    Paths are ``aws_x.block.attribute``, ``data.aws_x.attribute``, ``ephemeral.aws_x``,
    ``provider.region``; they lead on into the members of an attribute that holds objects, as
    ``aws_security_group.ingress.cidr_blocks``.
    """

    __slots__ = (
        "_blocks",
        "_bundle",
        "_decoder",
        "_digest",
        "_ephemeral",
        "_facts",
        "_names",
        "origin",
    )

    def __init__(self, bundle: Bundle, facts: Facts | None, origin: Origin) -> None:
        self.origin: Origin = origin
        self._bundle = bundle
        self._facts = facts if facts is not None and facts.source == self.source else None
        self._decoder = Decoder()
        self._blocks: dict[tuple[SchemaKind, str], BlockSchema | None] = {}
        self._names: dict[SchemaKind, tuple[str, ...]] = {}
        self._digest: str | None = None
        self._ephemeral: bool | None = None

    @property
    def provider(self) -> str:
        """The local name, the prefix of its types: ``aws``."""
        return self._bundle.meta["provider"]

    @property
    def version(self) -> str:
        """The provider's version: ``6.62.0``."""
        return self._bundle.meta["version"]

    @property
    def address(self) -> str:
        """The source address in full, with its host."""
        return self._bundle.meta["address"]

    @property
    def source(self) -> str:
        """The source address as people write it in ``required_providers``: ``hashicorp/aws``."""
        return short_source(self.address)

    @property
    def exact(self) -> bool:
        """True if the schema was dumped from the provider;
        a derived one may err in details (``note``).
        """
        return self._bundle.meta["exact"] == "yes"

    @property
    def note(self) -> str:
        """The origin of the schema, as a remark for people."""
        return self._bundle.meta["note"]

    @property
    def digest(self) -> str:
        """A hash (hex) of all that this schema can answer: the bundle and the facts."""
        if self._digest is None:
            import hashlib

            digest = hashlib.sha256(self._bundle.data)
            if self._facts is not None:
                digest.update(self._facts.data)
            self._digest = digest.hexdigest()
        return self._digest

    def resource(self, name: str) -> BlockSchema | None:
        """The schema of a resource type."""
        return self._block("r", name)

    def data_source(self, name: str) -> BlockSchema | None:
        """The schema of a data source, its name without ``data.``."""
        return self._block("d", name)

    def ephemeral(self, name: str) -> BlockSchema | None:
        """The schema of an ephemeral resource type:
        of an imported schema, else as far as the facts know it.
        """
        return self._block("e", name)

    def ephemeral_since(self, name: str) -> str | None:
        """The version of the provider that brought an ephemeral resource type,
        where the facts know it.
        """
        if self._facts is None:
            return None
        return self._facts.ephemeral_since(name)

    def lacks_ephemeral(self, name: str) -> bool:
        """True if there certainly is no such ephemeral resource type;
        the bundled schemas do not know them all.
        """
        if self.ephemeral(name) is not None:
            return False
        if self._has_ephemeral():
            return True
        return self._facts is not None and self._facts.lacks_ephemeral(name, self.version)

    def function(self, name: str) -> FunctionSchema | None:
        """A function of the provider: of the schema if it holds functions, else of the facts."""
        entry = self._bundle.find(FUNCTION, name)
        if entry is not None:
            return read_function(name, entry.lines[entry.line])
        if self._facts is None or self._holds_functions():
            return None
        return self._facts.function(name, self.version)

    def functions(self) -> tuple[str, ...]:
        """The functions that are known, sorted."""
        if self._facts is None or self._holds_functions():
            return self._bundle.names(FUNCTION)
        return self._facts.functions(self.version)

    def lacks_function(self, name: str) -> bool:
        """True if there certainly is no such function."""
        if self._holds_functions():
            return self._bundle.find(FUNCTION, name) is None
        return self._facts is not None and self._facts.lacks_function(name, self.version)

    def _holds_functions(self) -> bool:
        """True if the schema itself holds the functions, and then all of them."""
        return self._bundle.find(FUNCTIONS_KNOWN, "all") is not None

    def provider_config(self) -> BlockSchema:
        """The schema of a ``provider`` block."""
        block = self._block("p", "provider")
        if block is None:
            raise BundleError(self._bundle.path, "the file is damaged")
        return block

    def resource_types(self) -> tuple[str, ...]:
        """All resource types, sorted."""
        return self._all("r")

    def data_types(self) -> tuple[str, ...]:
        """All data sources, sorted, without ``data.``."""
        return self._all("d")

    def ephemeral_types(self) -> tuple[str, ...]:
        """All ephemeral resource types, sorted."""
        return self._all("e")

    def has(self, path: str) -> bool:
        """True if a configuration may set what the path leads to;
        for a type or a block, whether it exists.
        """
        target = self._find(path)
        if target is None:
            return False
        return target.attribute is None or target.attribute.settable

    def readable(self, path: str) -> bool:
        """True if the path leads to anything at all, computed attributes included."""
        return self._find(path) is not None

    def attribute(self, path: str) -> AttributeSchema | None:
        """The attribute, or the member of an attribute that holds objects, that the path leads to."""
        target = self._find(path)
        return target.attribute if target else None

    def block(self, path: str) -> NestedBlock | None:
        """The nested block that the path leads to."""
        target = self._find(path)
        return target.nested if target else None

    def _all(self, kind: SchemaKind) -> tuple[str, ...]:
        if kind not in self._names:
            self._names[kind] = self._bundle.names(kind)
            if kind == "e" and not self._names[kind] and self._facts is not None:
                self._names[kind] = self._facts.ephemeral_types(self.version)
        return self._names[kind]

    def _block(self, kind: SchemaKind, name: str) -> BlockSchema | None:
        key = (kind, name)
        if key not in self._blocks:
            self._blocks[key] = self._read_block(kind, name)
        return self._blocks[key]

    def _read_block(self, kind: SchemaKind, name: str) -> BlockSchema | None:
        entry = self._bundle.find(kind, name)
        if entry is None:
            return self._known_ephemeral(name) if kind == "e" else None
        facts = NO_FACTS
        if self._facts is not None:
            facts = self._facts.of(SchemaPath(kind, name), self.version, self.exact)
        return self._decoder.block(entry, facts)

    def _has_ephemeral(self) -> bool:
        """True if the schema itself holds ephemeral resource types, and then all of them:
        dumped by a new Terraform.
        """
        if self._ephemeral is None:
            self._ephemeral = bool(self._bundle.names("e"))
        return self._ephemeral

    def _known_ephemeral(self, name: str) -> BlockSchema | None:
        """The type's schema by the facts;
        an imported schema with ephemeral resource types knows better.
        """
        if self._facts is None or self._has_ephemeral():
            return None
        entry = self._facts.ephemeral(name, self.version)
        if entry is None:
            return None
        return Decoder().block(entry)

    def _find(self, text: str) -> _PathTarget | None:
        path = SchemaPath.parse(text)
        block = self._block(path.kind, path.name)
        if block is None:
            return None
        target: _PathTarget | None = _PathTarget(block=block)
        for name in path.rest:
            if target is None:
                return None
            target = _step(target, name)
        return target


def _step(target: _PathTarget, name: str) -> _PathTarget | None:
    if target.attribute is not None:
        member = _member(target.attribute, name)
        return _PathTarget(attribute=member) if member is not None else None
    block = target.block
    if target.nested is not None:
        block = target.nested.block
    if block is None:
        return None
    if name in block.attributes:
        return _PathTarget(attribute=block.attributes[name])
    if name in block.blocks:
        return _PathTarget(nested=block.blocks[name])
    return None


def _member(attribute: AttributeSchema, name: str) -> AttributeSchema | None:
    """The member of an attribute that holds an object or a collection of objects;
    settable if the attribute is.
    """
    if attribute.nested is not None:
        return attribute.nested.attributes.get(name)
    holder = _element(attribute.type)
    if not isinstance(holder, ObjectType):
        return None
    type_ = holder.get(name)
    if type_ is None:
        return None
    optional = name in holder.optional
    return AttributeSchema(
        name,
        type_,
        required=attribute.settable and not optional,
        optional=attribute.settable and optional,
        computed=attribute.computed,
        sensitive=attribute.sensitive,
    )


def _element(type_: Type) -> Type:
    while isinstance(type_, ListType | SetType | MapType):
        type_ = type_.element
    return type_
