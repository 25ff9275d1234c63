"""AWS's needs that no schema knows: ``data/aws_constraints/tables/needs.toml``."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from tfgen.rules.aws._constraints import constraints


class When(Struct, frozen=True):
    """A condition: an argument has one of some values, or ``default`` where it is not written."""

    argument: str
    values: tuple[str, ...]
    default: str = ""


class Need(Struct, frozen=True):
    """Arguments of which one must be written, and when; see the table."""

    at: tuple[str, ...]
    any: tuple[str, ...]
    detail: str
    source: str
    when: When | None = None
    unless: tuple[str, ...] = ()
    by: str = "AWS refuses this."


class Order(Struct, frozen=True):
    """Sizes of a block that must not fall from the first to the last."""

    at: str
    names: tuple[str, ...]
    source: str


class NeedsTable(Struct, frozen=True):
    """The table."""

    need: tuple[Need, ...]
    order: tuple[Order, ...]


@cache
def needs_table() -> NeedsTable:
    """The table, read once."""
    return constraints().table("needs", NeedsTable)
