"""Conversion of values to types, with the rules of cty's ``convert`` package."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, DecimalException

from msgspec.structs import replace

from tfgen.terraform.types.mismatch import mismatch
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
from tfgen.terraform.types.type_conversion import converts, element_type, plain
from tfgen.terraform.types.value import (
    UNKNOWN,
    Value,
    number_text,
    object_of,
    set_of,
    tuple_of,
    unknown,
    whole,
)

NUMBER_TEXT = re.compile(r"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?")
"""The strings that Terraform converts to numbers (cty's ``ParseNumberVal``)."""

_BOOLS = {"true": True, "1": True, "false": False, "0": False}


class ConversionError(ValueError):
    """A value that does not convert; the message says what is required: ``a number is required``."""


def convert(value: Value, target: Type) -> Value:
    """The value as one of the type ``target``. Raises ``ConversionError`` where Terraform refuses."""
    result = plain(target)
    if value.type == result or result == DYNAMIC:
        return value
    if not converts(value.type, target):
        raise ConversionError(mismatch(value.type, target))
    if value.data is UNKNOWN or value.data is None:
        return Value(result, value.data, value.marks, value.not_null)
    return _converted(value, target).marked(value.marks)


def _converted(value: Value, target: Type) -> Value:
    if value.type == DYNAMIC:
        return replace(value, type=plain(target))
    match target:
        case PrimitiveType():
            try:
                return Value(target, _scalar(value.data, target))
            except DecimalException:  # an exponent beyond Python's
                return unknown(target, not_null=True)
        case ListType() | SetType():
            return _sequence(value, target)
        case MapType():
            return _map(value, target)
        case ObjectType():
            return _object(value, target)
        case TupleType():
            return _tuple(value, target)
    return value


def _scalar(data: object, target: PrimitiveType) -> bool | int | Decimal | str:
    if target == STRING:
        return _text(data)
    if target == NUMBER:
        return _number(str(data))
    return _bool(str(data))


def _text(data: object) -> str:
    if isinstance(data, bool):
        if data:
            return "true"
        return "false"
    assert isinstance(data, int | Decimal)
    return number_text(data)


def _number(text: str) -> int | Decimal:
    if not NUMBER_TEXT.fullmatch(text):
        raise ConversionError("a number is required")
    return whole(Decimal(text))


def _bool(text: str) -> bool:
    if text in _BOOLS:
        return _BOOLS[text]
    low = text.lower()
    hint = f'; to convert from string, use lowercase "{low}"' if low in ("true", "false") else ""
    raise ConversionError(f"a bool is required{hint}")


def _sequence(value: Value, target: ListType | SetType) -> Value:
    source = value.type
    parts = source.elements if isinstance(source, TupleType) else ()
    element = element_type(target.element, parts)
    assert element is not None
    elements = [_part(f"[{i}]", part, element) for i, part in enumerate(value.elements)]
    result = _result_element(element, elements, source)
    if isinstance(target, SetType):
        return set_of(elements, result)
    if isinstance(source, SetType) and len(elements) > 1 and not value.wholly_known:
        return unknown(ListType(result))  # some elements may be the same
    return Value(ListType(result), tuple(elements))


def _map(value: Value, target: MapType) -> Value:
    data = value.data
    assert isinstance(data, Mapping)
    parts: tuple[Type, ...] = ()
    if isinstance(value.type, ObjectType):
        parts = tuple([data[name].type for name in sorted(data)])
    element = element_type(target.element, parts)
    assert element is not None
    elements = {name: _part(f'["{name}"]', part, element) for name, part in data.items()}
    result = _result_element(element, list(elements.values()), value.type)
    return Value(MapType(result), elements)


def _result_element(element: Type, elements: list[Value], source: Type) -> Type:
    """The element type of the result: for ``any``, the type that the elements have."""
    target = plain(element)
    first = elements[0].type if elements else target
    if first != target and all(e.type == first for e in elements):
        return first
    if target != DYNAMIC:
        return target
    if isinstance(source, ListType | SetType | MapType):
        return source.element
    _check_one_type(elements)
    return target


def _check_one_type(elements: list[Value]) -> None:
    """Raise ``ConversionError`` where the elements are known to have several types."""
    types = set()
    for element in elements:
        if element.type != DYNAMIC:
            types.add(element.type)
        elif not element.null:
            return
    if len(types) > 1:
        raise ConversionError("all elements must be of one type")


def _object(value: Value, target: ObjectType) -> Value:
    data = value.data
    assert isinstance(data, Mapping)
    attributes: dict[str, Value] = {}
    for name, field in target.fields:
        if name in data:
            attributes[name] = _part(f".{name}", data[name], field)
        elif name in target.optional:
            attributes[name] = Value(plain(field), None)
        else:
            raise ConversionError(f'the attribute "{name}" is required')
    return object_of(attributes)


def _tuple(value: Value, target: TupleType) -> Value:
    elements = []
    for i, (part, element) in enumerate(zip(value.elements, target.elements, strict=True)):
        elements.append(_part(f"[{i}]", part, element))
    return tuple_of(elements)


def _part(step: str, value: Value, target: Type) -> Value:
    """A part of the value as one of the type ``target``;
    an error of the conversion names the steps to the part.
    """
    try:
        return convert(value, target)
    except ConversionError as error:
        message = str(error)
        if message.startswith("in "):
            raise ConversionError(f"in {step}{message[3:]}") from None
        raise ConversionError(f"in {step}: {message}") from None
