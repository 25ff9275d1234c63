"""Local names of providers, and the providers that ``required_providers`` says they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from tfgen.terraform.config.parsed import Parsed
from tfgen.terraform.hcl.syntax import Attribute, Expr, Index, Object, Tuple
from tfgen.terraform.hcl.walk import plain_string, reference

_OFFICIAL = "registry.terraform.io/"

AWS = "hashicorp/aws"
"""The provider that has schemas."""


class Required(Struct, frozen=True):
    """An entry of ``required_providers``;
    ``aliases`` are the configurations that callers must pass: ``aws.west``.
    """

    source: str
    aliases: tuple[str, ...] = ()


def name_of(expr: Expr) -> str | None:
    """``aws`` or ``aws.west``, quoted or not; of ``aws.west[each.key]``, OpenTofu's, without the key."""
    if isinstance(expr, Index):
        expr = expr.of
    text = plain_string(expr)
    if text:
        return text
    name = reference(expr)
    if name is None or len(name.names) != len(name.steps) + 1 or len(name.names) > 3:
        return None
    return ".".join(name.names)


def required_in(files: Iterable[Parsed]) -> Mapping[str, Required]:
    """The entries of ``required_providers`` of a directory's files, by local name."""
    entries: dict[str, Required] = {}
    for _, attribute in required_providers(files):
        entries[attribute.name] = _required(attribute)
    return entries


def required_providers(files: Iterable[Parsed]) -> Iterator[tuple[Parsed, Attribute]]:
    """The entries of ``required_providers``, each with its file."""
    for parsed in files:
        for block in parsed.body.blocks:
            if block.type != "terraform":
                continue
            for inner in block.body.blocks:
                if inner.type == "required_providers":
                    for attribute in inner.body.attributes:
                        yield parsed, attribute


def source_of(name: str, required: Mapping[str, Required]) -> str:
    """The address of the provider that a local name, with or without an alias, stands for."""
    local = name.split(".")[0]
    source = required[local].source if local in required else ""
    address = (source or local).lower().removeprefix(_OFFICIAL)
    if "/" in address:
        return address
    return f"hashicorp/{address}"


def is_aws(source: str) -> bool:
    """True for the address of the AWS provider, whichever registry it is taken from."""
    return source == AWS or source.endswith(f"/{AWS}")


def names_of_aws(required: Mapping[str, Required]) -> frozenset[str]:
    """The local names by which a directory calls the AWS provider.

    ``aws`` is one without being required, unless another provider is called so.
    """
    return frozenset(name for name in ("aws", *required) if is_aws(source_of(name, required)))


def _required(attribute: Attribute) -> Required:
    if not isinstance(attribute.expr, Object):
        return Required("")
    entries = {plain_string(item.key): item.value for item in attribute.expr.items}
    source = plain_string(entries["source"]) if "source" in entries else None
    return Required(source or "", _aliases(entries.get("configuration_aliases")))


def _aliases(expr: Expr | None) -> tuple[str, ...]:
    if not isinstance(expr, Tuple):
        return ()
    names: list[str] = []
    for item in expr.items:
        name = name_of(item)
        if name:
            names.append(name)
    return tuple(names)
