"""Dotted paths into a provider's schema:
``aws_x.block.attribute``, ``data.aws_x.attribute``, ``provider.region``.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

SchemaKind = Literal["r", "d", "e", "p"]
"""Resource, data source, ephemeral resource, provider configuration."""

_PREFIXES: dict[str, SchemaKind] = {"data": "d", "ephemeral": "e"}


class SchemaPath(Struct, frozen=True):
    """A path cut into its type and the names below it;
    the provider's own name is always ``provider``.
    """

    kind: SchemaKind
    name: str
    rest: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> SchemaPath:
        """Cuts any text; one that is no path gives names that no schema has."""
        first, *rest = text.split(".")
        if first == "provider":
            return cls("p", first, tuple(rest))
        kind = _PREFIXES.get(first)
        if kind is None:
            return cls("r", first, tuple(rest))
        if not rest:
            return cls(kind, "")
        return cls(kind, rest[0], tuple(rest[1:]))
