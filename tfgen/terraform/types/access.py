"""Reading a part of a value: ``of.name`` and ``of[key]``, as HCL does it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from tfgen.spelling import nearest
from tfgen.terraform.types.model import DYNAMIC, NUMBER, STRING, ListType, MapType, ObjectType, SetType, TupleType
from tfgen.terraform.types.type_conversion import article
from tfgen.terraform.types.value import Value, unknown
from tfgen.terraform.types.value_conversion import ConversionError, convert


class AccessError(ValueError):
    """There is no such part. ``summary`` is one line; the message says why, ``help`` what to do about it."""

    def __init__(self, summary: str, detail: str, help_: str = "") -> None:
        super().__init__(detail)
        self.summary = summary
        self.help = help_


def attribute(of: Value, name: str) -> Value:
    """``of.name``. Raises ``AccessError``."""
    if of.null:
        raise AccessError("Attribute of a null value", "The value is null, so it has no attributes.")
    match of.type:
        case ObjectType():
            field = of.type.get(name)
            if field is None:
                raise _no_attribute(name, (n for n, _ in of.type.fields))
            return _part(of, name) if isinstance(of.data, Mapping) else unknown(field, marks=of.marks)
        case MapType():
            if not isinstance(of.data, Mapping):
                return unknown(of.type.element, marks=of.marks)
            if name not in of.data:
                raise _no_element(name, of.data)
            return _part(of, name)
        case _ if of.type == DYNAMIC:
            return unknown(DYNAMIC, marks=of.marks)
        case ListType(element=ObjectType()) | SetType(element=ObjectType()):
            detail = f"{article(of.type).capitalize()} has no attributes; its elements have."
            raise AccessError("Unsupported attribute", detail, f"Take one element, or all of them: [*].{name}")
    raise AccessError("Unsupported attribute", f"{article(of.type).capitalize()} has no attributes.")


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
            return _element(of, of.type, _key(key, NUMBER))
        case MapType() | ObjectType():
            return _named(of, _key(key, STRING))
        case SetType():
            raise AccessError("Invalid index", "The elements of a set have no keys.", "Convert it with tolist(...).")
    raise AccessError("Invalid index", f"{article(of.type).capitalize()} has no elements.")


def _key(key: Value, want: object) -> Value:
    try:
        return convert(key, NUMBER if want == NUMBER else STRING)
    except ConversionError as error:
        raise AccessError("Invalid index", f"The key does not fit: {error}.") from None


def _element(of: Value, kind: ListType | TupleType, key: Value) -> Value:
    at = key.data
    length = len(kind.elements) if isinstance(kind, TupleType) else None
    if isinstance(of.data, tuple):
        length = len(of.data)
    if length is not None:
        _within(at, length)
    if not isinstance(at, int):
        return unknown(kind.element if isinstance(kind, ListType) else DYNAMIC, marks=of.marks)
    if isinstance(of.data, tuple):
        return of.data[at].marked(of.marks)
    return unknown(kind.elements[at] if isinstance(kind, TupleType) else kind.element, marks=of.marks)


def _within(at: object, length: int) -> None:
    """Raise ``AccessError`` where a known index is none of a sequence of that length."""
    if isinstance(at, Decimal):
        raise AccessError("Invalid index", f"An index is a whole number, not {at}.")
    if isinstance(at, int) and at < 0:
        raise AccessError("Invalid index", "An index is not negative.")
    if isinstance(at, int) and at >= length:
        raise AccessError("Invalid index", f"There is no element {at}: {_counted(length)}.")


def _named(of: Value, key: Value) -> Value:
    kind, name = of.type, key.data
    if not isinstance(name, str):
        return unknown(kind.element if isinstance(kind, MapType) else DYNAMIC, marks=of.marks)
    if isinstance(of.data, Mapping):
        if name not in of.data:
            raise _no_element(name, of.data)
        return _part(of, name)
    if isinstance(kind, MapType):
        return unknown(kind.element, marks=of.marks)
    assert isinstance(kind, ObjectType)
    field = kind.get(name)
    if field is None:
        raise _no_element(name, kind.attributes)
    return unknown(field, marks=of.marks)


def _part(of: Value, name: str) -> Value:
    assert isinstance(of.data, Mapping)
    return of.data[name].marked(of.marks)


def _no_attribute(name: str, known: Iterable[str]) -> AccessError:
    return AccessError("Unsupported attribute", f'The object has no attribute "{name}".', _help(name, known))


def _no_element(name: str, known: Iterable[str]) -> AccessError:
    return AccessError("Invalid index", f'There is no element "{name}".', _help(name, known))


def _help(name: str, known: Iterable[str]) -> str:
    names = list(known)
    near = nearest(name, names)
    if near:
        return f'Did you mean "{near}"?'
    return f"It has {', '.join(names[:8])}{' ...' if len(names) > 8 else ''}." if names else "It has none."


def _counted(length: int) -> str:
    return {0: "there are none", 1: "there is one, 0"}.get(length, f"there are {length}, 0 to {length - 1}")
