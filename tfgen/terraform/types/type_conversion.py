"""Conversion of types, with the rules of cty's ``convert`` package.

``unify`` gives the one type that several types all convert to, or none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from msgspec.structs import replace

from tfgen.terraform.types.model import (
    BOOL,
    DYNAMIC,
    NUMBER,
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
    decided, unified = _unify_by_kind(types)
    if decided:
        return unified
    return _most_general(types)


def _unify_by_kind(types: Types) -> tuple[bool, Type | None]:
    """True when the kinds of the types decide, and the type then:
    a new one may have to be built from their parts.
    """
    known = [t for t in types if t != DYNAMIC]
    kinds = {type(t) for t in known}
    all_known = len(known) == len(types)
    if len(kinds) == 1 and PrimitiveType not in kinds:
        if not all_known:
            return True, DYNAMIC
        return True, _unify_structures(known)
    unified = None
    if all_known and kinds == {MapType, ObjectType}:
        unified = _as_collection(known, MapType)
    elif all_known and kinds == {ListType, TupleType}:
        unified = _as_collection(known, ListType)
    if unified is not None:
        return True, unified
    return ObjectType in kinds and TupleType in kinds, None


def _unify_structures(types: Types) -> Type | None:
    """The type in common of several collections, objects or tuples."""
    first = types[0]
    if isinstance(first, ObjectType):
        return _unify_objects([t for t in types if isinstance(t, ObjectType)])
    if isinstance(first, TupleType):
        return _unify_tuples([t for t in types if isinstance(t, TupleType)])
    assert isinstance(first, ListType | SetType | MapType)
    element = unify(_element_types(types))
    if element is None:
        return None
    return replace(first, element=element)


def _unify_objects(types: Sequence[ObjectType]) -> Type | None:
    names = [name for name, _ in types[0].fields]
    for type_ in types:
        if [name for name, _ in type_.fields] != names:
            return _as_collection(types, MapType)
    fields = {}
    for i, name in enumerate(names):
        field = unify([t.fields[i][1] for t in types])
        if field is None:
            return None
        fields[name] = field
    return ObjectType.of(fields)


def _unify_tuples(types: Sequence[TupleType]) -> Type | None:
    for type_ in types:
        if len(type_.elements) != len(types[0].elements):
            return _as_collection(types, ListType)
    elements = []
    for i in range(len(types[0].elements)):
        element = unify([t.elements[i] for t in types])
        if element is None:
            return None
        elements.append(element)
    return TupleType(tuple(elements))


def _as_collection(types: Types, collection: type[MapType] | type[ListType]) -> Type | None:
    """The map or list that all types convert to, if their elements have a type in common."""
    element = unify(_element_types(types))
    if element is None:
        return None
    return _if_all_convert(types, collection(element))


def _element_types(types: Types) -> list[Type]:
    """The types of all parts:
    those of objects and tuples come before the element types of collections.
    """
    parts: list[Type] = []
    elements: list[Type] = []
    for type_ in types:
        match type_:
            case ObjectType():
                parts += [field for _, field in type_.fields]
            case TupleType():
                parts += type_.elements
            case ListType() | SetType() | MapType():
                elements.append(type_.element)
    return parts + elements


def _if_all_convert(types: Types, target: Type) -> Type | None:
    if all(converts(t, target) for t in types):
        return target
    return None


def _most_general(types: Types) -> Type | None:
    """The first of the types, the most general before the others, that all convert to."""
    for type_ in sorted(types, key=_rank):
        if _if_all_convert(types, type_):
            return type_
    return None


def _rank(of: Type) -> int:
    """Strings hold every other primitive;
    lists hold tuples, sets hold lists, maps hold objects; ``any`` is last.
    """
    if of == DYNAMIC:
        return 9
    if isinstance(of, PrimitiveType):
        if of == STRING:
            return 0
        return 1
    return {SetType: 0, ListType: 1, TupleType: 2, MapType: 0, ObjectType: 1}[type(of)]


@lru_cache(maxsize=4096)
def plain(of: Type) -> Type:
    """The type of the values that a constraint leads to: nothing in it is optional."""
    match of:
        case ListType() | SetType() | MapType():
            return replace(of, element=plain(of.element))
        case TupleType():
            return TupleType(tuple(map(plain, of.elements)))
        case ObjectType():
            return ObjectType(tuple((name, plain(field)) for name, field in of.fields))
    return of


@lru_cache(maxsize=4096)
def converts(source: Type, target: Type, safe: bool = False) -> bool:
    """True when some value of ``source`` converts to ``target``;
    with ``safe``, when all do as far as types show.
    """
    if DYNAMIC in (source, target) or source == target:
        return True
    match target:
        case PrimitiveType():
            if not isinstance(source, PrimitiveType):
                return False
            return target == STRING or (source == STRING and not safe)
        case ListType() | SetType():
            return _converts_to_sequence(source, target, safe)
        case MapType():
            return _converts_to_map(source, target, safe)
        case ObjectType():
            return _converts_to_object(source, target, safe)
        case TupleType():
            return _converts_to_tuple(source, target, safe)
    return False


def _converts_to_sequence(source: Type, target: ListType | SetType, safe: bool) -> bool:
    if isinstance(source, ListType | SetType):
        return converts(source.element, target.element, safe)
    return isinstance(source, TupleType) and _all_convert(source.elements, target.element, safe)


def _converts_to_map(source: Type, target: MapType, safe: bool) -> bool:
    if isinstance(source, MapType):
        return converts(source.element, target.element, safe)
    return isinstance(source, ObjectType) and _all_convert(
        tuple(source.attributes.values()), target.element, safe
    )


def _all_convert(parts: tuple[Type, ...], element: Type, safe: bool) -> bool:
    """True when parts convert to the elements of one collection."""
    target = element_type(element, parts)
    return target is not None and all(converts(part, target, safe) for part in parts)


def _converts_to_object(source: Type, target: ObjectType, safe: bool) -> bool:
    if isinstance(source, MapType):
        return not safe and all(converts(source.element, field) for _, field in target.fields)
    if not isinstance(source, ObjectType):
        return False
    attributes = source.attributes
    for name, field in target.fields:
        if name not in attributes:
            if name not in target.optional:
                return False
        elif not converts(attributes[name], field, safe):
            return False
    return True


def _converts_to_tuple(source: Type, target: TupleType, safe: bool) -> bool:
    if not isinstance(source, TupleType) or len(source.elements) != len(target.elements):
        return False
    return all(converts(a, b, safe) for a, b in zip(source.elements, target.elements, strict=True))


def element_type(element: Type, parts: tuple[Type, ...]) -> Type | None:
    """The element type of a collection of these parts:
    for ``any`` the type that all of them convert to.
    """
    if element == DYNAMIC and parts:
        return unify(parts)
    return element


_ARTICLES: Mapping[Type, str] = {STRING: "a string", NUMBER: "a number", BOOL: "a bool"}


def article(of: Type) -> str:
    """The type in a sentence: ``a string``, ``a list of string``, ``an object``."""
    name = _ARTICLES.get(of) or of.friendly
    if name.startswith(("a ", "any")):
        return name
    if name[0] in "aeiou":
        return f"an {name}"
    return f"a {name}"
