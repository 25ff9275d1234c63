"""Reading a part of a value: ``of.name`` and ``of[key]``, as HCL does it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from tfgen.spelling import nearest
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
)
from tfgen.terraform.types.type_conversion import article
from tfgen.terraform.types.value import Value, unknown
from tfgen.terraform.types.value_conversion import ConversionError, convert

_MAX_NAMES = 8
"""Help lists so many names at most."""


class AccessError(ValueError):
    """A part that does not exist. ``summary`` is one line;
    the message says why, ``help`` what to do about it.
    """

    def __init__(self, summary: str, detail: str, help_: str = "") -> None:
        super().__init__(detail)
        self.summary = summary
        self.help = help_


def attribute(of: Value, name: str) -> Value:
    """``of.name``. Raises ``AccessError``."""
    if of.null:
        raise AccessError(
            "Attribute of a null value", "The value is null, so it has no attributes."
        )
    match of.type:
        case ObjectType():
            return _object_attribute(of, of.type, name)
        case MapType():
            return _map_element(of, of.type, name)
        case _ if of.type == DYNAMIC:
            return unknown(DYNAMIC, marks=of.marks)
        case ListType(element=ObjectType()) | SetType(element=ObjectType()):
            detail = f"{article(of.type).capitalize()} has no attributes; its elements have."
            raise AccessError(
                "Unsupported attribute", detail, f"Take one element, or all of them: [*].{name}"
            )
    raise AccessError(
        "Unsupported attribute", f"{article(of.type).capitalize()} has no attributes."
    )


def index(of: Value, key: Value) -> Value:
    """``of[key]``. Raises ``AccessError``."""
    if of.null:
        raise AccessError("Index of a null value", "The value is null, so it has no elements.")
    if key.null:
        raise AccessError("Invalid index", "A null value cannot be a key.")
    if DYNAMIC in (key.type, of.type):
        return unknown(DYNAMIC, marks=of.marks)
    match of.type:
        case ListType() | TupleType():
            return _sequence_element(of, of.type, _converted_key(key, NUMBER))
        case MapType() | ObjectType():
            return _named_element(of, of.type, _converted_key(key, STRING))
        case SetType():
            raise AccessError(
                "Invalid index",
                "The elements of a set have no keys.",
                "Convert it with tolist(...).",
            )
    raise AccessError("Invalid index", f"{article(of.type).capitalize()} has no elements.")


def _converted_key(key: Value, target: PrimitiveType) -> Value:
    try:
        return convert(key, target)
    except ConversionError as error:
        raise AccessError("Invalid index", f"The key does not fit: {error}.") from None


def _object_attribute(of: Value, type_: ObjectType, name: str) -> Value:
    field = type_.get(name)
    if field is None:
        detail = f'The object has no attribute "{name}".'
        raise AccessError("Unsupported attribute", detail, _names_help(name, type_.attributes))
    if isinstance(of.data, Mapping):
        return of.data[name].marked(of.marks)
    return unknown(field, marks=of.marks)


def _map_element(of: Value, type_: MapType, name: str) -> Value:
    if not isinstance(of.data, Mapping):
        return unknown(type_.element, marks=of.marks)
    return _known_element(of, of.data, name)


def _known_element(of: Value, elements: Mapping[str, Value], name: str) -> Value:
    if name not in elements:
        raise _no_element(name, elements)
    return elements[name].marked(of.marks)


def _sequence_element(of: Value, type_: ListType | TupleType, key: Value) -> Value:
    position = key.data
    _check_position(position, _length(of, type_))
    if isinstance(position, int) and isinstance(of.data, tuple):
        return of.data[position].marked(of.marks)
    if isinstance(type_, ListType):
        return unknown(type_.element, marks=of.marks)
    if isinstance(position, int):
        return unknown(type_.elements[position], marks=of.marks)
    return unknown(DYNAMIC, marks=of.marks)


def _length(of: Value, type_: ListType | TupleType) -> int | None:
    """The number of elements, None where that is not known."""
    if isinstance(of.data, tuple):
        return len(of.data)
    if isinstance(type_, TupleType):
        return len(type_.elements)
    return None


def _check_position(position: object, length: int | None) -> None:
    """Raise ``AccessError`` where a known index points at no element of a sequence of that length."""
    if length is None:
        return
    if isinstance(position, Decimal):
        raise AccessError("Invalid index", f"An index is a whole number, not {position}.")
    if isinstance(position, int) and position < 0:
        raise AccessError("Invalid index", "An index is not negative.")
    if isinstance(position, int) and position >= length:
        raise AccessError("Invalid index", f"There is no element {position}: {_counted(length)}.")


def _named_element(of: Value, type_: MapType | ObjectType, key: Value) -> Value:
    name = key.data
    if not isinstance(name, str):
        return unknown(type_.element if isinstance(type_, MapType) else DYNAMIC, marks=of.marks)
    if isinstance(of.data, Mapping):
        return _known_element(of, of.data, name)
    if isinstance(type_, MapType):
        return unknown(type_.element, marks=of.marks)
    field = type_.get(name)
    if field is None:
        raise _no_element(name, type_.attributes)
    return unknown(field, marks=of.marks)


def _no_element(name: str, known: Iterable[str]) -> AccessError:
    return AccessError("Invalid index", f'There is no element "{name}".', _names_help(name, known))


def _names_help(name: str, known: Iterable[str]) -> str:
    names = list(known)
    spelling = nearest(name, names)
    if spelling:
        return f'Did you mean "{spelling}"?'
    if not names:
        return "It has none."
    more = " ..." if len(names) > _MAX_NAMES else ""
    return f"It has {', '.join(names[:_MAX_NAMES])}{more}."


def _counted(length: int) -> str:
    return {0: "there are none", 1: "there is one, 0"}.get(
        length, f"there are {length}, 0 to {length - 1}"
    )
