"""References that lead to a resource, a data source or a module, taken apart:
its address, an instance, the rest.
"""

from __future__ import annotations

from msgspec import Struct

from tfgen.terraform.analysis.attribute_access import address_of
from tfgen.terraform.analysis.expressions import Scoped
from tfgen.terraform.analysis.guards import Guard, guard_around
from tfgen.terraform.analysis.schema_blocks import builtin, provider_schema, schema_at
from tfgen.terraform.config.configuration import KINDS, Address, Configuration, Declared
from tfgen.terraform.hcl.walk import Reference, Step
from tfgen.terraform.schema import BlockSchema

_OBJECTS = frozenset({"data", "ephemeral"})
_SELF = frozenset({"provisioner", "connection", "postcondition"})
"""Blocks in which ``self`` is the resource around them."""


class ResourceReference(Struct, frozen=True):
    """``aws_vpc.a[0].id``: the ``address`` and its declaration, the ``key`` of an instance,
    the steps after that.
    """

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
        """The argument that makes instances of it, ``count`` or ``for_each``;
        None if there is none.
        """
        for attribute in self.declared.body.attributes:
            if attribute.name in ("count", "for_each"):
                return attribute.name
        return None

    @property
    def has_fraction(self) -> bool:
        """True if the key is a number that is not whole, which no reference may have."""
        return (
            self.key is not None
            and isinstance(self.key.key, float)
            and not self.key.key.is_integer()
        )

    @property
    def ordering(self) -> bool:
        """True if it stands in ``depends_on``, where no value is read."""
        return self.place.argument == "depends_on"


def read(
    place: Scoped, reference: Reference, configuration: Configuration
) -> ResourceReference | None:
    """The reference taken apart; None when it leads to something else,
    or to nothing that is declared.
    """
    if reference.root == "self":
        return _of_self(place, reference, configuration)
    address = address_of(reference)
    if address is None or (address[0] in KINDS and address[0] not in _OBJECTS | {"module"}):
        return None
    declared = configuration.declared.get(address)
    if declared is None:
        return None
    names = len(address)
    if reference.root == "resource":
        names += 1
    rest = reference.steps[names - 1 :]
    if rest and rest[0].index:
        return ResourceReference(place, reference, address, declared, key=rest[0], rest=rest[1:])
    return ResourceReference(place, reference, address, declared, key=None, rest=rest)


def guard_of_key(read: ResourceReference) -> Guard:
    """The guard around a key, or around the lack of one.

    Terraform looks at keys of resources without evaluating, so that nothing guards them.
    """
    if read.address[0] != "module" or read.has_fraction:
        return Guard.NONE
    return guard_around(read.place, read.reference.range)


def has_self(place: Scoped) -> bool:
    """True if ``self`` means something there."""
    if place.block.type not in ("resource", *_OBJECTS):
        return False
    return not _SELF.isdisjoint(place.inside[:2])


def schema_of(
    address: Address, declared: Declared, configuration: Configuration
) -> BlockSchema | None:
    """The schema of a resource, data source or ephemeral resource,
    None where there is none to check with.
    """
    builtin_schema = builtin(address, declared)
    if builtin_schema:
        return builtin_schema[1]
    schema = provider_schema(address, declared, configuration)
    if schema:
        return schema_at(address, schema)
    return None


def _of_self(
    place: Scoped, reference: Reference, configuration: Configuration
) -> ResourceReference | None:
    labels = tuple(label.value for label in place.block.labels)
    address = labels if place.block.type == "resource" else (place.block.type, *labels)
    declared = configuration.declared.get(address)
    if declared is None or not has_self(place):
        return None
    return ResourceReference(place, reference, address, declared, key=None, rest=reference.steps)
