"""The providers that a directory configures, requires, passes to modules and uses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from tfgen.terraform.config.configuration import (
    Address,
    Configuration,
    Declared,
    Parsed,
    argument_of,
)
from tfgen.terraform.config.provider_names import Required, name_of, required_in
from tfgen.terraform.hcl.syntax import Block, Expr, Item, Object

_OF_PROVIDERS = ("resource", "data", "ephemeral")
"""Blocks of which each belongs to one provider."""


class Passed(Struct, frozen=True):
    """An entry of a call's ``providers``: ``aws.east = aws.west``."""

    key: str
    value: str
    item: Item


def required(configuration: Configuration) -> Mapping[str, Required]:
    """The entries of ``required_providers`` by local name."""
    return required_in(configuration.files)


def configured(configuration: Configuration) -> Mapping[str, Declared]:
    """The provider blocks by name: ``aws``, ``aws.west``."""
    return {
        ".".join(address[1:]): declared for address, declared in configuration.of_kind("provider")
    }


def is_proxy(declared: Declared) -> bool:
    """True if a provider block only says that callers may pass one,
    as old versions of Terraform had it.
    """
    body = declared.body
    return not body.blocks and all(a.name == "alias" for a in body.attributes)


def passed(call: Declared) -> tuple[Passed, ...] | None:
    """The providers that ``providers`` passes to a module;
    None where it is left out or cannot be read.
    """
    expr = argument_of(call, "providers")
    if not isinstance(expr, Object):
        return None
    entries: list[Passed] = []
    for item in expr.items:
        key, value = name_of(item.key), name_of(item.value)
        if key and value:
            entries.append(Passed(key, value, item))
    return tuple(entries)


def chosen(configuration: Configuration) -> Iterator[tuple[Parsed, str, Expr]]:
    """The meta-argument ``provider`` of every resource and data source."""
    for declared in configuration.declared.values():
        if isinstance(declared.node, Block) and declared.node.type in _OF_PROVIDERS:
            expr = argument_of(declared, "provider")
            name = name_of(expr) if expr else None
            if expr and name:
                yield declared.parsed, name, expr


def used(configuration: Configuration) -> frozenset[Address]:
    """The provider configurations that something in the directory uses:
    ``("provider", "aws", "west")``.
    """
    names = {name for _, name, _ in chosen(configuration)}
    for address, declared in configuration.declared.items():
        if address[0] == "module":
            names.update(_used_by_call(declared))
        elif isinstance(declared.node, Block) and _implies_provider(declared):
            names.add(declared.node.labels[0].value.split("_", 1)[0])
    for parsed in configuration.files:
        names.update(_named_outside_resources(parsed))
    return frozenset(("provider", *name.split(".")) for name in names)


def _used_by_call(call: Declared) -> set[str]:
    """The providers that a module call uses; ``*`` for all that have no alias, which it inherits."""
    providers = passed(call)
    if providers is None:
        return {"*"}
    return {provider.value for provider in providers}


def _implies_provider(declared: Declared) -> bool:
    """True if it takes the provider that its type's name begins with."""
    if not isinstance(declared.node, Block) or declared.node.type not in _OF_PROVIDERS:
        return False
    return argument_of(declared, "provider") is None


def is_idle(provider: Address, used: frozenset[Address]) -> bool:
    """True if nothing uses a provider configuration:
    Terraform leaves it out and does not evaluate what it holds.
    """
    if provider in used:
        return False
    inherited = len(provider) == 2 and ("provider", "*") in used
    return not inherited


def _named_outside_resources(parsed: Parsed) -> Iterator[str]:
    """The providers that ``import``, ``action`` and ``removed`` blocks name."""
    for block in parsed.body.blocks:
        if block.type not in ("import", "action", "removed"):
            continue
        for attribute in block.body.attributes:
            name = name_of(attribute.expr) if attribute.name == "provider" else None
            if name:
                yield name
