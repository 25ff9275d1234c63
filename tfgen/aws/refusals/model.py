"""Refusals of a version of the provider, as immutable data."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

RefusalKind = Literal["enum", "range", "length", "pattern", "chars", "form", "items", "never"]
RelationKind = Literal["conflict", "exactly", "at_least", "at_most", "with"]


class ValueRefusal(Struct, frozen=True, array_like=True):
    """A constraint of the provider's on the value of an attribute, or on each element of it.

    ``path`` lies below the type (``ingress.protocol``). ``enum``: ``values``, and ``any_case``
    where upper and lower case are alike. ``range`` and ``length`` (of ASCII text): ``least`` and
    ``most``, both included, None where open; numbers in ``values`` are taken besides. ``items``:
    the same for the number of elements. ``pattern``: ``text`` must be found in the value, as
    Go's and RE2's regular expressions are. ``chars``: ``text`` are the ASCII characters that may
    occur, ``values`` those at the beginning and those at the end. ``form``: ``text`` names one of
    ``FORMS``. ``never``: the schema has the argument, and no value is taken. ``empty``: "" is taken too.
    """

    path: str
    kind: RefusalKind
    text: str = ""
    values: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    empty: bool = False
    any_case: bool = False


class Relation(Struct, frozen=True, array_like=True):
    """Arguments that exclude each other, or of which some are needed.

    ``at`` is the block that they are in, "" for the resource; ``members`` lie below it.
    ``conflict``: the first may not stand beside any of the others. ``with``: the first needs all
    others. ``exactly``, ``at_least``, ``at_most``: that many of them, one, must be set.
    """

    at: str
    kind: RelationKind
    members: tuple[str, ...]


class TypeRefusals(Struct, frozen=True, array_like=True):
    """All that is known of one resource type or data source.

    ``signatures``: type and flags of each attribute that occurs, as the asked version has them.
    """

    values: tuple[ValueRefusal, ...]
    relations: tuple[Relation, ...]
    signatures: dict[str, str]
