"""Attributes of resources and data sources by the time when they are known."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Protocol

from msgspec import Struct

from tfgen.terraform.analysis.attribute_access import address_of
from tfgen.terraform.config.configuration import (
    KINDS,
    Address,
    Configuration,
    Declared,
    argument_of,
)
from tfgen.terraform.evaluate.apply_time.timing import (
    PERHAPS,
    AfterApply,
    Members,
    Several,
    Timing,
    late_part,
)
from tfgen.terraform.hcl.syntax import Body, Expr, Literal, Tuple
from tfgen.terraform.hcl.walk import reference
from tfgen.terraform.schema import BlockSchema
from tfgen.terraform.schema.model import AttributeSchema
from tfgen.terraform.types.model import ListType, ObjectType, SetType

Time = Callable[[Expr], Timing]
"""The time of an expression of the resource's module."""


class ResourceFrame(Protocol):
    """The module of a resource."""

    @property
    def configuration(self) -> Configuration:
        """The module as it is declared."""

    def imported(self, address: Address) -> bool:
        """True when an ``import`` block may bring the resource."""


_META = frozenset({"count", "for_each", "provider", "depends_on"})


class PlannedAttributes(Struct, frozen=True):
    """Attributes that a provider knows when it plans though its schema calls it computed.

    ``provider``: the provider's name; of others nothing is said. ``names``: attributes of all
    types. ``paths``: ``aws_x.attribute``. ``members``: attributes that are collections with at
    least one element, of whose members these are known.
    """

    provider: str = ""
    names: frozenset[str] = frozenset()
    paths: frozenset[str] = frozenset()
    members: Mapping[str, frozenset[str]] = {}


class ResourceTiming(Struct, frozen=True):
    """A resource or data source that is yet to be created or read."""

    address: Address
    declared: Declared
    schema: BlockSchema
    planned: PlannedAttributes

    @property
    def _type(self) -> str:
        if self.address[0] == "data":
            return self.address[1]
        return self.address[0]

    @property
    def _judged(self) -> bool:
        """True for the types of the provider whose exceptions are known."""
        return bool(self.planned.provider) and self._type.startswith(f"{self.planned.provider}_")

    def attribute(self, name: str, frame: ResourceFrame, time: Time) -> Timing:
        """The time of an attribute."""
        attribute = self.schema.attributes.get(name)
        if attribute is None or not self._judged:
            return PERHAPS
        written = argument_of(self.declared, name)
        if written is not None:
            return self._written(written, attribute, time)
        cause = self._cause(name)
        if self.address[0] == "data":
            if attribute.computed and self._is_deferred(frame, time):
                return AfterApply(cause, attribute.type, plain=True)
            return PERHAPS
        if not self._is_computed(name, attribute) or frame.imported(self.address):
            return PERHAPS
        return self._computed(name, attribute, cause)

    def _cause(self, name: str) -> str:
        return ".".join((*self.address, name))

    def _written(self, expr: Expr, attribute: AttributeSchema, time: Time) -> Timing:
        """An argument has the value that it is given, but a provider may set what is null."""
        if isinstance(expr, Literal) and expr.value is None:
            return PERHAPS
        timing = time(expr)
        if isinstance(timing, AfterApply):
            return AfterApply(timing.cause, attribute.type)
        if attribute.computed:
            return PERHAPS
        return timing

    @property
    def _is_sdk(self) -> bool:
        """True for a type made with the SDK: it may set ``id``, which nobody does.

        There every attribute that is computed and not set is unknown until the apply. The
        framework has defaults for such attributes, which no schema shows.
        """
        id_ = self.schema.attributes.get("id")
        return id_ is not None and id_.optional and id_.computed

    def _is_computed(self, name: str, attribute: AttributeSchema) -> bool:
        path = f"{self._type}.{name}"
        if not attribute.computed or name in self.planned.names or path in self.planned.paths:
            return False
        return not attribute.settable or self._is_sdk

    def _computed(self, name: str, attribute: AttributeSchema, cause: str) -> Timing:
        known = self.planned.members.get(f"{self._type}.{name}")
        if known is None:
            return AfterApply(cause, attribute.type, plain=True)
        if not isinstance(attribute.type, ListType | SetType):
            return PERHAPS
        element = attribute.type.element
        if not isinstance(element, ObjectType):
            return PERHAPS
        members: dict[str, Timing] = {}
        for member, type_ in element.fields:
            members[member] = PERHAPS
            if member not in known:
                members[member] = AfterApply(f"{cause}.{member}", type_, plain=True)
        return Several(Members(members))

    def _is_deferred(self, frame: ResourceFrame, time: Time) -> bool:
        """True when Terraform reads a data source in the apply only:
        its configuration is not known, or it waits for what is yet to be made.
        """
        for expr in _arguments(self.declared.body):
            if late_part(time(expr)) is not None:
                return True
        return self._waits(frame)

    def _waits(self, frame: ResourceFrame) -> bool:
        waits_for = argument_of(self.declared, "depends_on")
        if not isinstance(waits_for, Tuple):
            return False
        for item in waits_for.items:
            whole = reference(item)
            address = address_of(whole) if whole is not None else None
            if address is None or address[0] in KINDS:
                continue
            declared = frame.configuration.declared.get(address)
            if declared is not None and not declared.instanced and not frame.imported(address):
                return True
        return False


def _arguments(body: Body) -> Iterator[Expr]:
    """The expressions of a body and of its written blocks that are part of the configuration."""
    for attribute in body.attributes:
        if attribute.name not in _META:
            yield attribute.expr
    for block in body.blocks:
        if block.type not in ("dynamic", "lifecycle"):
            yield from _arguments(block.body)
