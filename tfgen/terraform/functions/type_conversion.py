"""Functions of any value: length, contains, coalesce, conversions and marks."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from tfgen.terraform.functions.arguments import converted, is_iterable, size, size_at
from tfgen.terraform.functions.equality import equal
from tfgen.terraform.functions.spec import FunctionCall, FunctionError, FunctionSpec, NotComputable
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
from tfgen.terraform.types.type_conversion import converts, unify
from tfgen.terraform.types.value import (
    EPHEMERAL,
    SENSITIVE,
    UNKNOWN,
    Value,
    boolean,
    number,
    unknown,
)
from tfgen.terraform.types.value_conversion import ConversionError, convert


def _length_type(call: FunctionCall) -> Type:
    of = call.arguments[0].type
    if of in (NUMBER, BOOL):
        raise FunctionError("argument must be a string, a collection type, or a structural type")
    return NUMBER


def _length(call: FunctionCall) -> Value:
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


def _contains(call: FunctionCall) -> Value:
    of, wanted = call.arguments
    if not is_iterable(of.type):
        raise FunctionError("argument must be list, tuple, or set", 0)
    is_certain = True
    for element in of.elements:
        found = equal(wanted, element)
        if found:
            return boolean(True)
        if found is None:
            is_certain = False
    if not is_certain:
        raise NotComputable
    return boolean(False)


def _coalesce_type(call: FunctionCall) -> Type:
    common = unify([argument.type for argument in call.arguments])
    if common is None:
        raise FunctionError("all arguments must have the same type")
    return common


def _coalesce(call: FunctionCall) -> Value:
    for i, argument in enumerate(call.arguments):
        value = converted(argument, call.returns, i)
        if not value.known:
            return unknown(call.returns)
        if not value.null and value.data != "":
            return value
    raise FunctionError("no non-null, non-empty-string arguments")


def _alltrue(call: FunctionCall) -> Value:
    size(call.arguments[0])
    for element in call.arguments[0].elements:
        if not element.known:
            raise NotComputable
        if not element.data:
            return boolean(False)
    return boolean(True)


def _anytrue(call: FunctionCall) -> Value:
    is_certain = True
    for element in call.arguments[0].elements:
        if element.data is True:
            return boolean(True)
        if not element.known:
            is_certain = False
    if not is_certain:
        raise NotComputable
    return boolean(False)


def _to(want: Type) -> FunctionSpec:
    def type_(call: FunctionCall) -> Type:
        have = call.arguments[0].type
        if not converts(have, want):
            raise FunctionError(f"cannot convert {have.friendly} to {want.friendly}", 0)
        return want

    def value(call: FunctionCall) -> Value:
        of = call.arguments[0]
        try:
            return convert(of, want)
        except ConversionError:
            raise FunctionError(_why_not(of, want), 0) from None

    return FunctionSpec(value, type_)


def _why_not(of: Value, want: Type) -> str:
    if SENSITIVE in of.all_marks:
        return f"cannot convert this sensitive {of.type.friendly} to {want.friendly}"
    if of.type == STRING and want == BOOL:
        return f'cannot convert "{of.data}" to bool; only the strings "true" or "false" are allowed'
    if of.type == STRING and want == NUMBER:
        return f'cannot convert "{of.data}" to number; given string must be a decimal representation of a number'
    return f"cannot convert {of.type.friendly} to {want.friendly}"


def _same(call: FunctionCall) -> Type:
    return call.arguments[0].type


def _sensitive(call: FunctionCall) -> Value:
    return call.arguments[0].marked(frozenset({SENSITIVE}))


def _nonsensitive(call: FunctionCall) -> Value:
    of = call.arguments[0]
    return replace(of, marks=of.marks - {SENSITIVE})


def _issensitive(call: FunctionCall) -> Value:
    of = call.arguments[0]
    if SENSITIVE in of.marks:
        return boolean(True)
    if of.known:
        return boolean(False)
    return unknown(BOOL)


def _ephemeralasnull(call: FunctionCall) -> Value:
    return _without_ephemeral(call.arguments[0])


def _without_ephemeral(of: Value) -> Value:
    if EPHEMERAL in of.marks:
        data = UNKNOWN if of.data is UNKNOWN else None
        return Value(of.type, data, of.marks - {EPHEMERAL})
    if EPHEMERAL not in of.all_marks:
        return of
    if isinstance(of.data, Mapping):
        values = map(_without_ephemeral, of.data.values())
        return replace(of, data=dict(zip(of.data, values, strict=True)))
    return replace(of, data=tuple(map(_without_ephemeral, of.elements)))


FUNCTIONS = {
    "alltrue": FunctionSpec(_alltrue),
    "anytrue": FunctionSpec(_anytrue),
    "coalesce": FunctionSpec(_coalesce, _coalesce_type),
    "contains": FunctionSpec(_contains),
    "ephemeralasnull": FunctionSpec(_ephemeralasnull, _same),
    "issensitive": FunctionSpec(_issensitive),
    "length": FunctionSpec(_length, _length_type),
    "nonsensitive": FunctionSpec(_nonsensitive, _same),
    "sensitive": FunctionSpec(_sensitive, _same),
    "tobool": _to(BOOL),
    "tolist": _to(ListType(DYNAMIC)),
    "tomap": _to(MapType(DYNAMIC)),
    "tonumber": _to(NUMBER),
    "toset": _to(SetType(DYNAMIC)),
    "tostring": _to(STRING),
}
