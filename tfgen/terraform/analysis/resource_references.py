"""References that lead to a resource, a data source or a module, taken apart: which one, which instance, what of it."""

from __future__ import annotations

from msgspec import Struct

from tfgen.terraform.analysis.attribute_access import address_of
from tfgen.terraform.analysis.expressions import Scoped
from tfgen.terraform.analysis.schema_blocks import builtin, checked_type, schema_at
from tfgen.terraform.config.configuration import KINDS, Address, Configuration, Declared
from tfgen.terraform.hcl.walk import Reference, Step
from tfgen.terraform.schema import BlockSchema

_OBJECTS = frozenset({"data", "ephemeral"})
_SELF = frozenset({"provisioner", "connection", "postcondition"})
"""Blocks in which ``self`` is the resource around them."""


class ResourceReference(Struct, frozen=True):
    """``aws_vpc.a[0].id``: the ``address`` and its declaration, the ``key`` of an instance, the steps after that."""

    place: Scoped
    reference: Reference
    address: Address
    declared: Declared
    key: Step | None
    rest: tuple[Step, ...]

    @property
    def name(self) -> str:
        """The address as it is written."""
        return ".".join(self.address)

    @property
    def expansion(self) -> str | None:
        """What makes instances of it: ``count``, ``for_each`` or nothing."""
        return next((a.name for a in self.declared.body.attributes if a.name in ("count", "for_each")), None)

    @property
    def ordering(self) -> bool:
        """True if it stands in ``depends_on``, where no value is read."""
        return self.place.argument == "depends_on"


def read(place: Scoped, found: Reference, configuration: Configuration) -> ResourceReference | None:
    """What ``found`` reads; None when it leads to something else, or to what is not declared."""
    if found.root == "self":
        return _of_self(place, found, configuration)
    address = address_of(found)
    declared = configuration.declared.get(address) if address else None
    if address is None or declared is None or (address[0] in KINDS and address[0] not in _OBJECTS | {"module"}):
        return None
    rest = found.steps[len(address) - 1 + (found.root == "resource") :]
    key = rest[0] if rest and rest[0].index else None
    return ResourceReference(place, found, address, declared, key, rest[1:] if key else rest)


def has_self(place: Scoped) -> bool:
    """True if ``self`` means something there."""
    return place.block.type in ("resource", *_OBJECTS) and not _SELF.isdisjoint(place.inside[:2])


def schema_of(address: Address, declared: Declared, configuration: Configuration) -> BlockSchema | None:
    """The schema of a resource, data source or ephemeral resource, None where there is none to judge with."""
    generated = builtin(address, declared)
    if generated:
        return generated[1]
    schema = configuration.schema
    if schema is None or checked_type(address, declared, configuration) is None:
        return None
    return schema_at(address, schema)


def _of_self(place: Scoped, found: Reference, configuration: Configuration) -> ResourceReference | None:
    labels = tuple(label.value for label in place.block.labels)
    address = labels if place.block.type == "resource" else (place.block.type, *labels)
    declared = configuration.declared.get(address)
    if declared is None or not has_self(place):
        return None
    return ResourceReference(place, found, address, declared, None, found.steps)
