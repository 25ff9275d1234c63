"""A provider's schema as immutable data: blocks, their attributes and their nested blocks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from tfgen.terraform.types.model import ListType, ObjectType, SetType, Type

Nesting = Literal["single", "list", "set", "map", "group"]
StringFlag = Literal["bool", "number"]


class NestedAttributes(Struct, frozen=True):
    """The members of an attribute with a ``nested_type`` (protocol 6);
    ``nesting`` is never ``group``.
    """

    nesting: Nesting
    attributes: Mapping[str, AttributeSchema]


class AttributeSchema(Struct, frozen=True):
    """An attribute of a block.

    ``string_flag`` is set where the provider types a bool or a number as string: a fact, see
    ``data/schema_facts/nullable.json``. ``nested`` holds each member's own schema where the
    provider gives it; ``type`` is then the object type they make.
    """

    name: str
    type: Type
    required: bool = False
    optional: bool = False
    computed: bool = False
    sensitive: bool = False
    deprecated: bool = False
    write_only: bool = False
    nested: NestedAttributes | None = None
    string_flag: StringFlag | None = None

    @property
    def settable(self) -> bool:
        """True if a configuration may set it; otherwise it can only be read."""
        return self.required or self.optional

    @property
    def as_blocks(self) -> bool:
        """True if Terraform core also takes it written
        as blocks (``ingress`` of ``aws_security_group``).

        Core does so for every list or set of objects
        that is not a ``nested_type`` (``lang/blocktoattr``).
        """
        if self.nested is not None or not isinstance(self.type, ListType | SetType):
            return False
        return isinstance(self.type.element, ObjectType)


class FunctionParameter(Struct, frozen=True):
    """A parameter of a provider's function; ``nullable``: null may be given for it."""

    name: str
    type: Type
    nullable: bool = False


class FunctionSchema(Struct, frozen=True):
    """A function of the provider: its parameters, its result,
    and the parameter that may be given any number of times.
    """

    name: str
    parameters: tuple[FunctionParameter, ...]
    returns: Type
    variadic: FunctionParameter | None = None


class BlockSchema(Struct, frozen=True):
    """The content of a resource, a data source, a provider or a nested block, between its braces.

    Both mappings are sorted by name. ``blocks`` decodes a nested block when it is asked for.
    ``open``: the schema may lack names that the provider has, so an unknown one is no mistake.
    """

    attributes: Mapping[str, AttributeSchema]
    blocks: Mapping[str, NestedBlock]
    deprecated: bool = False
    open: bool = False


class NestedBlock(Struct, frozen=True):
    """A nested block and how many of it are allowed; None means unlimited.

    ``min_items`` and ``max_items`` are the schema's, checked by Terraform core. ``provider_*`` are
    firm too, but only the provider checks them. ``advisory_*`` come from an older version of the
    provider: enough for a warning. ``opaque``: the content is not known, so nothing in it can be
    checked.
    """

    name: str
    nesting: Nesting
    min_items: int
    max_items: int | None
    block: BlockSchema
    provider_min: int = 0
    provider_max: int | None = None
    advisory_min: int = 0
    advisory_max: int | None = None
    opaque: bool = False

    @property
    def least(self) -> int:
        """The number that there must be at least, by core or by the provider."""
        return max(self.min_items, self.provider_min)

    @property
    def most(self) -> int | None:
        """The number that there may be at most, by core or by the provider."""
        limits = [limit for limit in (self.max_items, self.provider_max) if limit is not None]
        if self.nesting in ("single", "group"):
            limits.append(1)
        return min(limits, default=None)
