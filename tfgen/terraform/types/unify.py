"""The one type that values of several types all convert to (cty's ``convert.Unify``), or none."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from msgspec.structs import replace

from tfgen.terraform.types.model import (
    DYNAMIC,
    STRING,
    ListType,
    MapType,
    ObjectType,
    PrimitiveType,
    SetType,
    TupleType,
    Type,
)

Types = Sequence[Type]


def unify(types: Types) -> Type | None:
    """The type that the types have in common, or None."""
    if not types:
        return None
    if all(t == types[0] for t in types):
        return types[0]
    structured, found = _structures(types)
    return found if structured else _preferred(types)


def _structures(types: Types) -> tuple[bool, Type | None]:
    """Whether the kinds of the types decide, and the type then: a new one may have to be made of their parts."""
    some = [t for t in types if t != DYNAMIC]
    kinds = {type(t) for t in some}
    dynamic = len(some) < len(types)
    if kinds == {MapType} or kinds == {ListType} or kinds == {SetType}:
        return True, DYNAMIC if dynamic else _collections(some)
    if kinds == {ObjectType}:
        return True, DYNAMIC if dynamic else _objects([t for t in some if isinstance(t, ObjectType)])
    if kinds == {TupleType}:
        return True, DYNAMIC if dynamic else _tuples([t for t in some if isinstance(t, TupleType)])
    if kinds == {MapType, ObjectType} and not dynamic and (made := _as_maps(some)):
        return True, made
    if kinds == {ListType, TupleType} and not dynamic and (made := _as_lists(some)):
        return True, made
    return ObjectType in kinds and TupleType in kinds, None


def _collections(types: Types) -> Type | None:
    of_elements = [t for t in types if isinstance(t, ListType | SetType | MapType)]
    element = unify([t.element for t in of_elements])
    return replace(of_elements[0], element=element) if element is not None else None


def _objects(types: Sequence[ObjectType]) -> Type | None:
    names = [name for name, _ in types[0].fields]
    if any([name for name, _ in t.fields] != names for t in types):
        element = unify([field for t in types for _, field in t.fields])
        return _if_all(types, MapType(element)) if element is not None else None
    fields = {}
    for i, name in enumerate(names):
        field = unify([t.fields[i][1] for t in types])
        if field is None:
            return None
        fields[name] = field
    return ObjectType.of(fields)


def _tuples(types: Sequence[TupleType]) -> Type | None:
    if any(len(t.elements) != len(types[0].elements) for t in types):
        element = unify(list(chain.from_iterable(t.elements for t in types)))
        return _if_all(types, ListType(element)) if element is not None else None
    elements = [unify(column) for column in zip(*(t.elements for t in types), strict=True)]
    return TupleType(tuple(e for e in elements if e is not None)) if None not in elements else None


def _as_maps(types: Types) -> Type | None:
    parts = [f for t in types if isinstance(t, ObjectType) for _, f in t.fields]
    element = unify([*parts, *(t.element for t in types if isinstance(t, MapType))])
    return _if_all(types, MapType(element)) if element is not None else None


def _as_lists(types: Types) -> Type | None:
    parts = [e for t in types if isinstance(t, TupleType) for e in t.elements]
    element = unify([*parts, *(t.element for t in types if isinstance(t, ListType))])
    return _if_all(types, ListType(element)) if element is not None else None


def _if_all(types: Types, want: Type) -> Type | None:
    from tfgen.terraform.types.conversion import converts

    return want if all(converts(t, want) for t in types) else None


def _preferred(types: Types) -> Type | None:
    """The first of the types, the most general before the others, that all convert to."""
    return next((t for t in sorted(types, key=_rank) if _if_all(types, t)), None)


def _rank(of: Type) -> int:
    """Strings hold every other primitive; lists hold tuples, sets hold lists, maps hold objects; ``any`` is last."""
    if of == DYNAMIC:
        return 9
    if isinstance(of, PrimitiveType):
        return 0 if of == STRING else 1
    return {SetType: 0, ListType: 1, TupleType: 2, MapType: 0, ObjectType: 1}[type(of)]
