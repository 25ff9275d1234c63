"""Conversion of values to types, with the rules of cty's ``convert`` package: what fails, and why."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, DecimalException

from msgspec.structs import replace

from tfgen.terraform.types.model import (
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
from tfgen.terraform.types.type_conversion import converts, element_type, mismatch, plain
from tfgen.terraform.types.value import UNKNOWN, Value, number_text, set_of, unknown, whole

_NUMBER = re.compile(r"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?")
_BOOLS = {"true": True, "1": True, "false": False, "0": False}


class ConversionError(ValueError):
    """A value that does not convert; the message says what is required: ``a number is required``."""


def convert(value: Value, want: Type) -> Value:
    """The value as one of the type wanted. Raises ``ConversionError`` where Terraform refuses."""
    target = plain(want)
    if value.type == target or target == DYNAMIC:
        return value
    if not converts(value.type, want):
        raise ConversionError(mismatch(value.type, want))
    if value.data is UNKNOWN or value.data is None:
        return Value(target, value.data, value.marks, value.not_null)
    return _known(value, want).marked(value.marks)


def _known(value: Value, want: Type) -> Value:
    if value.type == DYNAMIC:
        return replace(value, type=plain(want))
    match want:
        case PrimitiveType():
            try:
                return Value(want, _scalar(value.data, want))
            except DecimalException:  # an exponent beyond Python's
                return unknown(want, not_null=True)
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
