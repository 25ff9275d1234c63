"""Conversion between types, with Terraform's rules (cty's ``convert`` package): what converts, what fails and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal, DecimalException
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
from tfgen.terraform.types.unify import unify
from tfgen.terraform.types.value import UNKNOWN, Value, number_text, set_of, unknown, whole

_NUMBER = re.compile(r"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?")
_BOOLS = {"true": True, "1": True, "false": False, "0": False}


class ConversionError(ValueError):
    """A value that does not convert; the message says what is required: ``a number is required``."""


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


def convert(value: Value, want: Type) -> Value:
    """The value as one of the type wanted. Raises ``ConversionError`` where Terraform refuses."""
    target = plain(want)
    if value.type == target or target == DYNAMIC:
        return value
    if not converts(value.type, want):
        raise ConversionError(mismatch(value.type, want))
    if value.data is UNKNOWN or value.data is None:
        return Value(target, value.data, value.marks, value.certain)
    return _known(value, want).marked(value.marks)


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


def _known(value: Value, want: Type) -> Value:
    if value.type == DYNAMIC:
        return replace(value, type=plain(want))
    match want:
        case PrimitiveType():
            try:
                return Value(want, _scalar(value.data, want))
            except DecimalException:  # an exponent beyond Python's
                return unknown(want, certain=True)
        case ListType() | SetType():
            return _sequence(value, want)
        case MapType():
            return _map(value, want)
        case ObjectType():
            return _object(value, want)
        case TupleType():
            elements = tuple(
                _inside(f"[{i}]", e, t) for i, (e, t) in enumerate(zip(value.elements, want.elements, strict=True))
            )
            return Value(TupleType(tuple(e.type for e in elements)), elements)
    return value


def _scalar(data: object, want: PrimitiveType) -> bool | int | Decimal | str:
    if want == STRING:
        if isinstance(data, bool):
            return "true" if data else "false"
        assert isinstance(data, int | Decimal)
        return number_text(data)
    text = str(data)
    if want == NUMBER:
        if not _NUMBER.fullmatch(text):
            raise ConversionError("a number is required")
        return whole(Decimal(text))
    if text not in _BOOLS:
        low = text.lower()
        hint = f'; to convert from string, use lowercase "{low}"' if low in ("true", "false") else ""
        raise ConversionError(f"a bool is required{hint}")
    return _BOOLS[text]


def _sequence(value: Value, want: ListType | SetType) -> Value:
    have = value.type
    given = tuple(e.type for e in value.elements) if isinstance(have, TupleType) else ()
    element = element_type(want.element, given)
    assert element is not None
    elements = [_inside(f"[{i}]", e, element) for i, e in enumerate(value.elements)]
    exact = _exact(element, elements, have)
    if isinstance(have, SetType) and isinstance(want, ListType) and len(elements) > 1 and not value.wholly_known:
        return unknown(ListType(exact))  # some elements may be the same
    return set_of(elements, exact) if isinstance(want, SetType) else Value(ListType(exact), tuple(elements))


def _map(value: Value, want: MapType) -> Value:
    data = value.data
    assert isinstance(data, Mapping)
    given = tuple(data[name].type for name in sorted(data)) if isinstance(value.type, ObjectType) else ()
    element = element_type(want.element, given)
    assert element is not None
    elements = {name: _inside(f'["{name}"]', item, element) for name, item in data.items()}
    exact = _exact(element, list(elements.values()), value.type)
    return Value(MapType(exact), elements)


def _exact(element: Type, elements: list[Value], have: Type) -> Type:
    """The element type of the result: where ``any`` was wanted, the one that the elements have."""
    target = plain(element)
    if elements and target != elements[0].type and all(e.type == elements[0].type for e in elements):
        return elements[0].type
    if target == DYNAMIC and isinstance(have, ListType | SetType | MapType):
        return have.element
    known = all(e.null for e in elements if e.type == DYNAMIC)
    if target == DYNAMIC and known and len({e.type for e in elements} - {DYNAMIC}) > 1:
        raise ConversionError("all elements must be of one type")
    return target


def _object(value: Value, want: ObjectType) -> Value:
    data = value.data
    assert isinstance(data, Mapping)
    found: dict[str, Value] = {}
    for name, field in want.fields:
        if name in data:
            found[name] = _inside(f".{name}", data[name], field)
        elif name in want.optional:
            found[name] = Value(plain(field), None)
        else:
            raise ConversionError(f'the attribute "{name}" is required')
    return Value(ObjectType.of({name: item.type for name, item in found.items()}), found)


def _inside(step: str, value: Value, want: Type) -> Value:
    try:
        return convert(value, want)
    except ConversionError as error:
        raise ConversionError(
            f"in {step}: {error}" if not str(error).startswith("in ") else f"in {step}{str(error)[3:]}"
        ) from None


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
