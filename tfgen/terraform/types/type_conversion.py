"""Conversion of types, with the rules of cty's ``convert`` package: what converts to what, and why not.

``unify`` gives the one type that several types all convert to, or none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain

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


@lru_cache(maxsize=4096)
def plain(of: Type) -> Type:
    """The type of values that a constraint gives: without what is optional in it."""
    match of:
        case ListType() | SetType() | MapType():
            return replace(of, element=plain(of.element))
        case TupleType():
            return TupleType(tuple(map(plain, of.elements)))
        case ObjectType():
            return ObjectType(tuple((name, plain(field)) for name, field in of.fields))
    return of


@lru_cache(maxsize=4096)
def converts(have: Type, want: Type, safe: bool = False) -> bool:
    """Whether some value of ``have`` converts to ``want``; with ``safe``, whether all do, as far as the types tell."""
    if want == DYNAMIC or have == want:
        return True
    if have == DYNAMIC:
        return True
    match want:
        case PrimitiveType():
            if not isinstance(have, PrimitiveType):
                return False
            return want == STRING or (have == STRING and not safe)
        case ListType() | SetType():
            return _to_sequence(have, want, safe)
        case MapType():
            return _to_map(have, want, safe)
        case ObjectType():
            return _to_object(have, want, safe)
    return (
        isinstance(want, TupleType)
        and isinstance(have, TupleType)
        and len(have.elements) == len(want.elements)
        and all(converts(a, b, safe) for a, b in zip(have.elements, want.elements, strict=True))
    )


def _to_sequence(have: Type, want: ListType | SetType, safe: bool) -> bool:
    if isinstance(have, ListType | SetType):
        return converts(have.element, want.element, safe)
    if not isinstance(have, TupleType):
        return False
    element = element_type(want.element, have.elements)
    return element is not None and all(converts(e, element, safe) for e in have.elements)


def _to_map(have: Type, want: MapType, safe: bool) -> bool:
    if isinstance(have, MapType):
        return converts(have.element, want.element, safe)
    if not isinstance(have, ObjectType):
        return False
    types = tuple(field for _, field in have.fields)
    element = element_type(want.element, types)
    return element is not None and all(converts(e, element, safe) for e in types)


def _to_object(have: Type, want: ObjectType, safe: bool) -> bool:
    if isinstance(have, MapType):
        return not safe and all(converts(have.element, field) for _, field in want.fields)
    if not isinstance(have, ObjectType):
        return False
    given = have.attributes
    return all(
        converts(given[name], field, safe) if name in given else name in want.optional for name, field in want.fields
    )


def element_type(want: Type, have: tuple[Type, ...]) -> Type | None:
    """The element type that a collection of ``want`` gets from these: for ``any`` the one that all convert to."""
    return unify(have) if want == DYNAMIC and have else want


_ARTICLES: Mapping[Type, str] = {STRING: "a string", NUMBER: "a number", BOOL: "a bool"}


def mismatch(have: Type, want: Type) -> str:
    """Why no value of ``have`` converts to ``want``."""
    match have, want:
        case ObjectType(), ObjectType():
            given = have.attributes
            for name, field in want.fields:
                if name not in given and name not in want.optional:
                    return f'the attribute "{name}" is required'
                if name in given and not converts(given[name], field):
                    return f"in .{name}: {mismatch(given[name], field)}"
        case TupleType(), ListType() | SetType():
            return _uneven(enumerate(have.elements), want, "[{}]")
        case ObjectType(), MapType():
            return _uneven(have.fields, want, '["{}"]')
        case TupleType(), TupleType() if len(have.elements) != len(want.elements):
            return f"a tuple of {len(want.elements)} elements is required, not of {len(have.elements)}"
    return f"{article(want)} is required, not {article(have)}"


def _uneven(parts: Iterable[tuple[object, Type]], want: ListType | SetType | MapType, step: str) -> str:
    for name, part in parts:
        if want.element != DYNAMIC and not converts(part, want.element):
            return f"in {step.format(name)}: {mismatch(part, want.element)}"
    return "all elements must be of one type"


def article(of: Type) -> str:
    """The type in a sentence: ``a string``, ``a list of string``, ``an object``."""
    name = _ARTICLES.get(of) or of.friendly
    if name.startswith(("a ", "any")):
        return name
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"
