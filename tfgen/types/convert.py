"""Which types fit where another type is wanted, without losing or guessing anything."""

from __future__ import annotations

from tfgen.types.model import (
    BOOL,
    DYNAMIC,
    NUMBER,
    STRING,
    DynamicType,
    ListType,
    MapType,
    ObjectType,
    PrimitiveType,
    SetType,
    TupleType,
    Type,
)


def fits(have: Type, want: Type) -> bool:
    """Whether every value of ``have`` converts to ``want``: Terraform's safe conversions only.

    Numbers and bools become strings; lists, sets and tuples, and maps and objects, convert element by element.
    A string is not taken for a number or bool, since only some strings convert.
    """
    if DYNAMIC in (have, want) or have == want:
        return True
    match want:
        case PrimitiveType():
            return want == STRING and have in (NUMBER, BOOL)
        case ListType() | SetType():
            return _sequence_fits(have, want.element)
        case MapType():
            return _map_fits(have, want.element)
        case ObjectType():
            return _object_fits(have, want)
        case TupleType():
            return (
                isinstance(have, TupleType)
                and len(have.elements) == len(want.elements)
                and all(map(fits, have.elements, want.elements))
            )
        case DynamicType():
            return True


def _sequence_fits(have: Type, element: Type) -> bool:
    if isinstance(have, ListType | SetType):
        return fits(have.element, element)
    return isinstance(have, TupleType) and all(fits(e, element) for e in have.elements)


def _map_fits(have: Type, element: Type) -> bool:
    if isinstance(have, MapType):
        return fits(have.element, element)
    return isinstance(have, ObjectType) and all(fits(t, element) for _, t in have.fields)


def _object_fits(have: Type, want: ObjectType) -> bool:
    if not isinstance(have, ObjectType):
        return False
    given = have.attributes
    return all(fits(given[n], t) if n in given else n in want.optional for n, t in want.fields)
