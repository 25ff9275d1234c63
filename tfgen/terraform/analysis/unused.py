"""What a directory declares for itself and never uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from tfgen.terraform.analysis.expressions import Scoped
from tfgen.terraform.config.configuration import Address, Configuration, Declared
from tfgen.terraform.hcl.syntax import Block, Body
from tfgen.terraform.hcl.walk import Reference, references

_SCOPELESS = frozenset({"terraform", "moved", "removed"})
_UNSCOPED = frozenset({"providers", "to"})


class Uses(Struct, frozen=True):
    """The declarations that something else refers to; ``types``: data sources that are all taken for used."""

    addresses: frozenset[Address]
    types: frozenset[Address]

    def of(self, address: Address) -> bool:
        """True if the declaration is used."""
        return address in self.addresses or address[:2] in self.types


def uses(configuration: Configuration, references: Iterable[tuple[Scoped, Reference]]) -> Uses:
    """What is used anywhere in the directory; a variable's own validation and a local's own expression do not count."""
    addresses: set[Address] = set()
    types: set[Address] = set()
    for place, found in references:
        generated = place.block.labels[0].value if place.block.type == "variable" and place.block.labels else None
        if (found.root == "var" and found.names[1:2] == (generated,)) or _of_local_itself(
            place.block, place.argument, found
        ):
            continue
        _add(found, addresses, types)
    for found in _elsewhere(configuration):
        _add(found, addresses, types)
    return Uses(frozenset(addresses), frozenset(types))


def unused(configuration: Configuration, used: Uses, kind: str) -> Iterator[tuple[Address, Declared]]:
    """The declarations of a kind (``var``, ``local``, ``data``) that nothing uses; none where not all could be read."""
    for address, declared in configuration.of_kind(kind) if configuration.complete else ():
        if not used.of(address):
            yield address, declared


def _of_local_itself(block: Block, argument: str, found: Reference) -> bool:
    return block.type == "locals" and found.names[:2] == ("local", argument)


def _add(found: Reference, addresses: set[Address], types: set[Address]) -> None:
    names = found.names
    if names[0] != "data":
        addresses.add(names[:2])
    elif len(names) > 2:
        addresses.add(names[:3])
    else:
        types.add(names)


def _elsewhere(configuration: Configuration) -> Iterator[Reference]:
    """References where no rule looks for values: in ``terraform`` blocks, in keys of ``import`` targets."""
    for parsed in configuration.files:
        for block in parsed.body.blocks:
            if block.type in _SCOPELESS:
                yield from _all(block.body)
            for attribute in block.body.attributes if block.type in ("import", "module") else ():
                if attribute.name in _UNSCOPED:
                    yield from references(attribute.expr)


def _all(body: Body) -> Iterator[Reference]:
    for attribute in body.attributes:
        yield from references(attribute.expr)
    for block in body.blocks:
        yield from _all(block.body)
