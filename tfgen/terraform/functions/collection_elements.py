"""Functions of lists and tuples that give an element, its place or the sum."""

from __future__ import annotations

from decimal import Decimal

from tfgen.terraform.functions.arguments import int_at, is_iterable, is_sequence, size_at, whole_at
from tfgen.terraform.functions.equality import equal
from tfgen.terraform.functions.numeric import added
from tfgen.terraform.functions.spec import FunctionCall, FunctionError, FunctionSpec, NotComputable
from tfgen.terraform.types.model import (
    DYNAMIC,
    NUMBER,
    ListType,
    PrimitiveType,
    SetType,
    TupleType,
    Type,
)
from tfgen.terraform.types.value import UNKNOWN, Number, Value, number
from tfgen.terraform.types.value_conversion import ConversionError, convert

_NOT_ONE = "must be a list, set, or tuple value with either zero or one elements"


def _element_type(call: FunctionCall) -> Type:
    of, index = call.arguments
    if not is_sequence(of.type):
        raise FunctionError(f"cannot read elements from {of.type.friendly}")
    if isinstance(of.type, ListType):
        return of.type.element
    assert isinstance(of.type, TupleType)
    if index.data is UNKNOWN:
        return DYNAMIC
    at = int_at(call, 1, "invalid index: ")
    if not of.type.elements:
        raise FunctionError("cannot use element function with an empty list")
    return of.type.elements[at % len(of.type.elements)]


def _element(call: FunctionCall) -> Value:
    of, at = call.arguments[0], int_at(call, 1, "invalid index: ")
    elements = of.elements
    if not elements:
        raise FunctionError("cannot use element function with an empty list")
    return elements[at % len(elements)].marked(of.marks, call.arguments[1].marks)


def _index(call: FunctionCall) -> Value:
    of, wanted = call.arguments
    if not is_sequence(of.type):
        raise FunctionError("argument must be a list or tuple")
    if not of.elements:
        raise FunctionError("cannot search an empty list")
    for i, element in enumerate(of.elements):
        found = equal(element, wanted)
        if found is None:
            raise NotComputable
        if found:
            return number(i)
    raise FunctionError("item not found")


def _one_type(call: FunctionCall) -> Type:
    of = call.arguments[0].type
    if isinstance(of, ListType | SetType):
        return of.element
    if isinstance(of, TupleType) and len(of.elements) < 2:
        return of.elements[0] if of.elements else DYNAMIC
    raise FunctionError(_NOT_ONE, 0)


def _one(call: FunctionCall) -> Value:
    if size_at(call, 0) > 1:
        raise FunctionError(_NOT_ONE, 0)
    elements = call.arguments[0].elements
    return elements[0] if elements else Value(call.returns, None)


def _sum(call: FunctionCall) -> Value:
    of = call.arguments[0]
    if isinstance(of.type, PrimitiveType):
        raise FunctionError("cannot sum noniterable", 0)
    if not of.elements:
        raise FunctionError("cannot sum an empty list", 0)
    if not is_iterable(of.type):
        raise FunctionError(f"argument must be list, set, or tuple. Received {of.type.friendly}", 0)
    whole_at(call, 0)
    return number(added([_number(element) for element in of.elements]))


def _number(element: Value) -> Number:
    message = "argument must be list, set, or tuple of number values"
    if element.null:
        raise FunctionError(message, 0)
    try:
        data = convert(element, NUMBER).data
    except ConversionError:
        raise FunctionError(message, 0) from None
    if not isinstance(data, int | Decimal):
        raise NotComputable
    return data


FUNCTIONS = {
    "element": FunctionSpec(_element, _element_type),
    "index": FunctionSpec(_index),
    "one": FunctionSpec(_one, _one_type),
    "sum": FunctionSpec(_sum),
}
