"""Functions of sets."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from math import prod

from tfgen.terraform.functions.arguments import MAX_ITEMS, common_marks, converted, size
from tfgen.terraform.functions.spec import FunctionCall, FunctionError, FunctionSpec, NotComputable
from tfgen.terraform.types.model import DYNAMIC, ListType, SetType, TupleType, Type
from tfgen.terraform.types.type_conversion import unify
from tfgen.terraform.types.value import Value, identity, list_of, set_of, tuple_of


def _type(call: FunctionCall) -> Type:
    types: list[Type] = []
    for argument in call.arguments:
        element = _element(argument)
        if element is not None:
            types.append(element)
    if not types:
        return SetType(DYNAMIC)
    common = unify(types)
    if common is None:
        raise FunctionError("given sets must all have compatible element types")
    return SetType(common)


def _element(argument: Value) -> Type | None:
    """The type of a set's elements; None for an empty set of anything, which fits with all."""
    assert isinstance(argument.type, SetType)
    empty = argument.type.element == DYNAMIC and argument.known and not argument.elements
    return None if empty else argument.type.element


def _of_sets(
    choose: Callable[[list[Value]], list[Value]], even_unknown: bool = False
) -> FunctionSpec:
    def value(call: FunctionCall) -> Value:
        sets: list[Value] = []
        for i, argument in enumerate(call.arguments):
            sets.append(converted(argument, call.returns, i))
        if not even_unknown and not all(of.wholly_known for of in sets):
            raise NotComputable
        assert isinstance(call.returns, SetType)
        return set_of(choose(sets), call.returns.element)

    return FunctionSpec(value, _type)


def _union(sets: list[Value]) -> list[Value]:
    found: list[Value] = []
    for of in sets:
        found.extend(of.elements)
    return found


def _intersection(sets: list[Value]) -> list[Value]:
    common = _identities(sets[0])
    for other in sets[1:]:
        common &= _identities(other)
    return [element for element in sets[0].elements if identity(element) in common]


def _identities(of: Value) -> set[object]:
    return {identity(element) for element in of.elements}


def _rest(sets: list[Value]) -> list[Value]:
    taken = _identities(sets[1])
    return [element for element in sets[0].elements if identity(element) not in taken]


def _product_type(call: FunctionCall) -> Type:
    if len(call.arguments) < 2:
        raise FunctionError("at least two arguments are required")
    factors: list[Type] = []
    has_set = False
    for i, argument in enumerate(call.arguments):
        factors.append(_factor(argument.type, i))
        has_set = has_set or isinstance(argument.type, SetType)
    elements = TupleType(tuple(factors))
    return SetType(elements) if has_set else ListType(elements)


def _factor(of: Type, position: int) -> Type:
    if isinstance(of, SetType | ListType):
        return of.element
    if not isinstance(of, TupleType):
        raise FunctionError("a set or a list is required", position)
    if not of.elements:
        return DYNAMIC
    common = unify(of.elements)
    if common is None:
        raise FunctionError("all elements must be of the same type", position)
    return common


def _product(call: FunctionCall) -> Value:
    count = prod(map(size, call.arguments))
    assert isinstance(call.returns, ListType | SetType)
    kind = call.returns.element
    assert isinstance(kind, TupleType)
    if count > MAX_ITEMS:
        raise NotComputable
    columns: list[list[Value]] = []
    for i, (argument, want) in enumerate(zip(call.arguments, kind.elements, strict=True)):
        columns.append([converted(element, want, i) for element in argument.elements])
    rows = map(tuple_of, product(*columns))
    found = set_of(rows, kind) if isinstance(call.returns, SetType) else list_of(rows, kind)
    return found.marked(common_marks(call.arguments))


FUNCTIONS = {
    "setintersection": _of_sets(_intersection),
    "setproduct": FunctionSpec(_product, _product_type),
    "setsubtract": _of_sets(_rest),
    "setunion": _of_sets(_union, even_unknown=True),
}
