"""Functions of sets."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from math import prod

from tfgen.terraform.functions.arguments import MAX_ITEMS, size
from tfgen.terraform.functions.spec import Call, FunctionError, FunctionSpec, NotComputable
from tfgen.terraform.types.conversion import ConversionError, convert
from tfgen.terraform.types.model import DYNAMIC, ListType, SetType, TupleType, Type
from tfgen.terraform.types.unify import unify
from tfgen.terraform.types.value import NO_MARKS, Value, identity, list_of, set_of, tuple_of


def _type(call: Call) -> Type:
    types = [element for argument in call.arguments if (element := _element(argument))]
    if not types:
        return SetType(DYNAMIC)
    common = unify(types)
    if common is None:
        raise FunctionError("given sets must all have compatible element types")
    return SetType(common)


def _element(argument: Value) -> Type | None:
    """The type of a set's elements; None for an empty set of anything, which fits with all others."""
    assert isinstance(argument.type, SetType)
    empty = argument.type.element == DYNAMIC and argument.known and not argument.elements
    return None if empty else argument.type.element


def _of_sets(choose: Callable[[list[Value]], list[Value]], even_unknown: bool = False) -> FunctionSpec:
    def value(call: Call) -> Value:
        sets = [_converted(argument, call.returns, i) for i, argument in enumerate(call.arguments)]
        if not even_unknown and not all(of.wholly_known for of in sets):
            raise NotComputable
        assert isinstance(call.returns, SetType)
        return set_of(choose(sets), call.returns.element)

    return FunctionSpec(value, _type)


def _converted(value: Value, want: Type, position: int) -> Value:
    try:
        return convert(value, want)
    except ConversionError as error:
        raise FunctionError(str(error), position) from None


def _union(sets: list[Value]) -> list[Value]:
    return [element for of in sets for element in of.elements]


def _intersection(sets: list[Value]) -> list[Value]:
    others = [{identity(element) for element in of.elements} for of in sets[1:]]
    return [element for element in sets[0].elements if all(identity(element) in other for other in others)]


def _rest(sets: list[Value]) -> list[Value]:
    taken = {identity(element) for element in sets[1].elements}
    return [element for element in sets[0].elements if identity(element) not in taken]


def _product_type(call: Call) -> Type:
    if len(call.arguments) < 2:
        raise FunctionError("at least two arguments are required")
    elements = TupleType(tuple(_factor(argument.type, i) for i, argument in enumerate(call.arguments)))
    if any(isinstance(argument.type, SetType) for argument in call.arguments):
        return SetType(elements)
    return ListType(elements)


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


def _product(call: Call) -> Value:
    sizes = [size(argument) for argument in call.arguments]
    assert isinstance(call.returns, ListType | SetType)
    kind = call.returns.element
    assert isinstance(kind, TupleType)
    if prod(sizes) > MAX_ITEMS:
        raise NotComputable
    columns = [
        [_converted(element, want, i) for element in argument.elements]
        for i, (argument, want) in enumerate(zip(call.arguments, kind.elements, strict=True))
    ]
    rows = [tuple_of(row) for row in product(*columns)]
    found = set_of(rows, kind) if isinstance(call.returns, SetType) else list_of(rows, kind)
    return found.marked(NO_MARKS.union(*(argument.marks for argument in call.arguments)))


FUNCTIONS = {
    "setintersection": _of_sets(_intersection),
    "setproduct": FunctionSpec(_product, _product_type),
    "setsubtract": _of_sets(_rest),
    "setunion": _of_sets(_union, even_unknown=True),
}
