"""Which providers a directory configures, requires, hands to modules and uses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from tfgen.terraform.config.configuration import Address, Configuration, Declared, Parsed
from tfgen.terraform.hcl.syntax import Attribute, Block, Expr, Item, Object, Tuple
from tfgen.terraform.hcl.walk import plain_string, reference

_OFFICIAL = "registry.terraform.io/"


class Required(Struct, frozen=True):
    """An entry of ``required_providers``; ``aliases`` are the configurations that callers must pass: ``aws.west``."""

    source: str
    aliases: tuple[str, ...] = ()


class Passed(Struct, frozen=True):
    """An entry of a call's ``providers``: ``aws.east = aws.west``."""

    key: str
    value: str
    item: Item


def name_of(expr: Expr) -> str | None:
    """``aws`` or ``aws.west``, quoted or not."""
    text = plain_string(expr)
    found = reference(expr)
    return text or (".".join(found.names) if found and len(found.names) == len(found.steps) + 1 < 4 else None)


def required(configuration: Configuration) -> Mapping[str, Required]:
    """The entries of ``required_providers`` by local name."""
    found: dict[str, Required] = {}
    for parsed in configuration.files:
        for block in parsed.body.blocks:
            for inner in block.body.blocks if block.type == "terraform" else ():
                for attribute in inner.body.attributes if inner.type == "required_providers" else ():
                    found[attribute.name] = _required(attribute)
    return found


def source_of(name: str, required: Mapping[str, Required]) -> str:
    """The address of the provider that a local name, with or without an alias, stands for."""
    local = name.split(".")[0]
    given = required[local].source if local in required else ""
    address = (given or local).lower().removeprefix(_OFFICIAL)
    return address if "/" in address else f"hashicorp/{address}"


def configured(configuration: Configuration) -> Mapping[str, Declared]:
    """The provider blocks by name: ``aws``, ``aws.west``."""
    return {".".join(address[1:]): declared for address, declared in configuration.of_kind("provider")}


def is_proxy(declared: Declared) -> bool:
    """Whether a provider block only says that callers may pass one, as it was done once."""
    body = declared.body
    return not body.blocks and all(a.name == "alias" for a in body.attributes)


def passed(call: Declared) -> tuple[Passed, ...] | None:
    """What ``providers`` hands to a module; None where it is left out or cannot be read."""
    given = _argument(call, "providers")
    if given is None or not isinstance(given, Object):
        return None
    pairs = ((name_of(item.key), name_of(item.value), item) for item in given.items)
    return tuple(Passed(key, value, item) for key, value, item in pairs if key and value)


def chosen(configuration: Configuration) -> Iterator[tuple[Parsed, str, Expr]]:
    """The meta-argument ``provider`` of every resource and data source."""
    for address, declared in configuration.declared.items():
        if isinstance(declared.node, Block) and declared.node.type in ("resource", "data", "ephemeral"):
            given = _argument(declared, "provider")
            name = name_of(given) if given else None
            if given and name and address:
                yield declared.parsed, name, given


def used(configuration: Configuration) -> frozenset[Address]:
    """The provider configurations that something in the directory uses: ``("provider", "aws", "west")``."""
    names = {name for _, name, _ in chosen(configuration)}
    for address, declared in configuration.declared.items():
        if address[0] == "module":
            given = passed(declared)
            names |= {one.value for one in given} if given is not None else {"*"}
        elif isinstance(declared.node, Block) and _implies(declared):
            names.add(declared.node.labels[0].value.split("_", 1)[0])
    names |= {name for parsed in configuration.files for name in _by_import(parsed)}
    return frozenset(("provider", *name.split(".")) for name in names)


def _implies(declared: Declared) -> bool:
    """Whether it takes the provider that its type's name begins with."""
    node = declared.node
    is_of_a_provider = isinstance(node, Block) and node.type in ("resource", "data", "ephemeral")
    return is_of_a_provider and _argument(declared, "provider") is None


def is_idle(provider: Address, used: frozenset[Address]) -> bool:
    """Whether nothing uses a provider configuration: Terraform leaves it out and does not evaluate what it holds."""
    return provider not in used and not (len(provider) == 2 and ("provider", "*") in used)


def _by_import(parsed: Parsed) -> Iterator[str]:
    for block in parsed.body.blocks:
        for attribute in block.body.attributes if block.type in ("import", "action", "removed") else ():
            name = name_of(attribute.expr) if attribute.name == "provider" else None
            if name:
                yield name


def _required(attribute: Attribute) -> Required:
    if not isinstance(attribute.expr, Object):
        return Required("")
    entries = {plain_string(item.key): item.value for item in attribute.expr.items}
    source, aliases = entries.get("source"), entries.get("configuration_aliases")
    names = (name_of(item) for item in aliases.items) if isinstance(aliases, Tuple) else ()
    return Required((plain_string(source) if source else None) or "", tuple(name for name in names if name))


def _argument(declared: Declared, name: str) -> Expr | None:
    return next((a.expr for a in declared.body.attributes if a.name == name), None)
