"""Equality of two values, as far as that is known (cty's ``Equals``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tfgen.terraform.types.model import (
    DYNAMIC,
    ListType,
    MapType,
    ObjectType,
    SetType,
    TupleType,
    Type,
)
from tfgen.terraform.types.value import Value, identity


def equal(a: Value, b: Value) -> bool | None:
    """True, False, or None for what only Terraform's run tells. Marks do not count."""
    if a.null or b.null:
        return _with_null(a, b)
    if not alike(a.type, b.type):
        return False
    if not (a.known and b.known):
        return None
    if a.wholly_known and b.wholly_known:
        if a.type != b.type:
            return None
        return identity(a) == identity(b)
    if isinstance(a.data, tuple) and isinstance(b.data, tuple) and not isinstance(a.type, SetType):
        return len(a.data) == len(b.data) and _all(map(equal, a.data, b.data))
    if isinstance(a.data, Mapping) and isinstance(b.data, Mapping):
        return a.data.keys() == b.data.keys() and _all(equal(a.data[n], b.data[n]) for n in a.data)
    return None


def _with_null(a: Value, b: Value) -> bool | None:
    if a.null and b.null:
        return True
    other = b if a.null else a
    if other.known or other.not_null:
        return False
    return None


def _all(results: Iterable[bool | None]) -> bool | None:
    """True, False where one is, or None where one is not known."""
    found: bool | None = True
    for result in results:
        if result is False:
            return False
        if result is None:
            found = None
    return found


def alike(a: Type, b: Type) -> bool:
    """Whether values of the types can be equal: the types are, or can turn out to be, the same."""
    if DYNAMIC in (a, b) or a == b:
        return True
    match a, b:
        case ListType(x), ListType(y):
            return alike(x, y)
        case SetType(x), SetType(y):
            return alike(x, y)
        case MapType(x), MapType(y):
            return alike(x, y)
        case TupleType(), TupleType():
            return len(a.elements) == len(b.elements) and all(map(alike, a.elements, b.elements))
        case ObjectType(), ObjectType():
            mine, other = a.attributes, b.attributes
            return mine.keys() == other.keys() and all(
                alike(mine[name], other[name]) for name in mine
            )
    return False
