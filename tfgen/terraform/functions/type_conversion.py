"""Functions of any value: length, contains, coalesce, conversions and marks."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from tfgen.terraform.functions.arguments import is_iterable, size, size_at
from tfgen.terraform.functions.equality import equal
from tfgen.terraform.functions.rule import Call, FunctionError, Rule, Unsure
from tfgen.terraform.types.conversion import ConversionError, convert, converts
from tfgen.terraform.types.model import (
    BOOL,
    DYNAMIC,
    NUMBER,
    STRING,
    ListType,
    MapType,
    ObjectType,
    SetType,
    TupleType,
    Type,
)
from tfgen.terraform.types.unify import unify
from tfgen.terraform.types.value import EPHEMERAL, SENSITIVE, UNKNOWN, Value, boolean, number, unknown


def _length_type(call: Call) -> Type:
    of = call.arguments[0].type
    if of in (NUMBER, BOOL):
        raise FunctionError("argument must be a string, a collection type, or a structural type")
    return NUMBER


def _length(call: Call) -> Value:
    of = call.arguments[0]
    if isinstance(of.type, TupleType):
        return number(len(of.type.elements)).marked(of.marks)
    if isinstance(of.type, ObjectType):
        return number(len(of.type.fields)).marked(of.marks)
    if not of.known:
        return unknown(NUMBER, marks=of.marks)
    if isinstance(of.data, str):
        from tfgen.terraform.hcl.graphemes import clusters

        return number(len(clusters(of.data))).marked(of.marks)
    return number(size_at(call, 0)).marked(of.marks)


def _contains(call: Call) -> Value:
    of, wanted = call.arguments
    if not is_iterable(of.type):
        raise FunctionError("argument must be list, tuple, or set", 0)
    found = [equal(wanted, element) for element in of.elements]
    if True in found:
        return boolean(True)
    if None in found:
        raise Unsure
    return boolean(False)


def _coalesce_type(call: Call) -> Type:
    common = unify([argument.type for argument in call.arguments])
    if common is None:
        raise FunctionError("all arguments must have the same type")
    return common


def _coalesce(call: Call) -> Value:
    for i, argument in enumerate(call.arguments):
        value = _converted(argument, call.returns, i)
        if not value.known:
            return unknown(call.returns)
        if not value.null and value.data != "":
            return value
    raise FunctionError("no non-null, non-empty-string arguments")


def _converted(value: Value, want: Type, position: int) -> Value:
    try:
        return convert(value, want)
    except ConversionError as error:
        raise FunctionError(str(error), position) from None


def _alltrue(call: Call) -> Value:
    size(call.arguments[0])
    for element in call.arguments[0].elements:
        if not element.known:
            raise Unsure
        if not element.data:
            return boolean(False)
    return boolean(True)


def _anytrue(call: Call) -> Value:
    elements = call.arguments[0].elements
    if any(element.data is True for element in elements):
        return boolean(True)
    if any(not element.known for element in elements):
        raise Unsure
    return boolean(False)


def _to(want: Type) -> Rule:
    def type_(call: Call) -> Type:
        have = call.arguments[0].type
        if not converts(have, want):
            raise FunctionError(f"cannot convert {have.friendly} to {want.friendly}", 0)
        return want

    def value(call: Call) -> Value:
        of = call.arguments[0]
        try:
            return convert(of, want)
        except ConversionError:
            raise FunctionError(_why_not(of, want), 0) from None

    return Rule(value, type_)


def _why_not(of: Value, want: Type) -> str:
    if SENSITIVE in of.all_marks:
        return f"cannot convert this sensitive {of.type.friendly} to {want.friendly}"
    if of.type == STRING and want == BOOL:
        return f'cannot convert "{of.data}" to bool; only the strings "true" or "false" are allowed'
    if of.type == STRING and want == NUMBER:
        return f'cannot convert "{of.data}" to number; given string must be a decimal representation of a number'
    return f"cannot convert {of.type.friendly} to {want.friendly}"


def _same(call: Call) -> Type:
    return call.arguments[0].type


def _sensitive(call: Call) -> Value:
    return call.arguments[0].marked(frozenset({SENSITIVE}))


def _nonsensitive(call: Call) -> Value:
    of = call.arguments[0]
    return replace(of, marks=of.marks - {SENSITIVE})


def _issensitive(call: Call) -> Value:
    of = call.arguments[0]
    if SENSITIVE in of.marks:
        return boolean(True)
    return boolean(False) if of.known else unknown(BOOL)


def _ephemeralasnull(call: Call) -> Value:
    return _without_ephemeral(call.arguments[0])


def _without_ephemeral(of: Value) -> Value:
    if EPHEMERAL in of.marks:
        return Value(of.type, UNKNOWN if of.data is UNKNOWN else None, of.marks - {EPHEMERAL})
    if EPHEMERAL not in of.all_marks:
        return of
    if isinstance(of.data, Mapping):
        return replace(of, data={name: _without_ephemeral(element) for name, element in of.data.items()})
    return replace(of, data=tuple(_without_ephemeral(element) for element in of.elements))


RULES = {
    "alltrue": Rule(_alltrue),
    "anytrue": Rule(_anytrue),
    "coalesce": Rule(_coalesce, _coalesce_type),
    "contains": Rule(_contains),
    "ephemeralasnull": Rule(_ephemeralasnull, _same),
    "issensitive": Rule(_issensitive),
    "length": Rule(_length, _length_type),
    "nonsensitive": Rule(_nonsensitive, _same),
    "sensitive": Rule(_sensitive, _same),
    "tobool": _to(BOOL),
    "tolist": _to(ListType(DYNAMIC)),
    "tomap": _to(MapType(DYNAMIC)),
    "tonumber": _to(NUMBER),
    "toset": _to(SetType(DYNAMIC)),
    "tostring": _to(STRING),
}
