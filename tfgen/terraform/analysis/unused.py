"""Declarations of a directory that nothing in it uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from tfgen.terraform.analysis.expressions import Scoped
from tfgen.terraform.config.configuration import Address, Configuration, Declared, Parsed
from tfgen.terraform.hcl.syntax import Body, Index
from tfgen.terraform.hcl.walk import Reference, references

_SCOPELESS = frozenset({"terraform", "moved", "removed"})
_UNSCOPED = frozenset({"providers", "to"})
_OF_PROVIDERS = frozenset({"resource", "data", "ephemeral"})


class Uses(Struct, frozen=True):
    """The declarations that something else refers to; ``types``:
    data sources that are all taken for used.
    """

    addresses: frozenset[Address]
    types: frozenset[Address]

    def of(self, address: Address) -> bool:
        """True if the declaration is used."""
        return address in self.addresses or address[:2] in self.types


def uses(
    configuration: Configuration,
    references: Iterable[tuple[Scoped, Reference]],
    tests: Iterable[Parsed] = (),
) -> Uses:
    """The uses anywhere in the directory and in the test files that may be of it,
    without those of a variable or a local by its own declaration.
    """
    addresses: set[Address] = set()
    types: set[Address] = set()
    for place, reference in references:
        if not _is_to_itself(place, reference):
            _add(reference, addresses, types)
    for reference in _elsewhere(configuration):
        _add(reference, addresses, types)
    for parsed in tests:
        for reference in _all(parsed.body):
            _add(reference, addresses, types)
    return Uses(frozenset(addresses), frozenset(types))


def unused(
    configuration: Configuration, used: Uses, kind: str
) -> Iterator[tuple[Address, Declared]]:
    """The declarations of a kind (``var``, ``local``, ``data``) that nothing uses;
    none if not all could be read.
    """
    if not configuration.complete:
        return
    for address, declared in configuration.of_kind(kind):
        if not used.of(address):
            yield address, declared


def _is_to_itself(place: Scoped, reference: Reference) -> bool:
    """True if a variable's or a local's declaration refers to the variable or the local."""
    block = place.block
    if block.type == "locals":
        return reference.names[:2] == ("local", place.argument)
    if block.type == "variable" and block.labels:
        return reference.names[:2] == ("var", block.labels[0].value)
    return False


def _add(reference: Reference, addresses: set[Address], types: set[Address]) -> None:
    names = reference.names
    if names[0] != "data":
        addresses.add(names[:2])
    elif len(names) > 2:
        addresses.add(names[:3])
    else:
        types.add(names)


def _elsewhere(configuration: Configuration) -> Iterator[Reference]:
    """References outside scoped expressions:
    in ``terraform`` blocks, in keys of ``import`` targets.
    """
    for parsed in configuration.files:
        for block in parsed.body.blocks:
            if block.type in _SCOPELESS:
                yield from _all(block.body)
            elif block.type in ("import", "module"):
                for attribute in block.body.attributes:
                    if attribute.name in _UNSCOPED:
                        yield from references(attribute.expr)
            elif block.type in _OF_PROVIDERS and configuration.engine == "tofu":
                yield from _of_tofu(block.body)


def _of_tofu(body: Body) -> Iterator[Reference]:
    """References that only OpenTofu takes: in the key of a provider, in ``lifecycle``."""
    provider = body.get("provider")
    if isinstance(provider, Index):
        yield from references(provider.key)
    for block in body.blocks:
        if block.type == "lifecycle":
            yield from _all(block.body)


def _all(body: Body) -> Iterator[Reference]:
    for attribute in body.attributes:
        yield from references(attribute.expr)
    for block in body.blocks:
        yield from _all(block.body)
