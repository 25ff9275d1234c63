"""References, attributes, indexes and splats."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from tfgen.source import Range
from tfgen.terraform.evaluate.expressions.core import Evaluation, Names
from tfgen.terraform.hcl.syntax import (
    Expr,
    GetAttr,
    Index,
    Literal,
    Name,
    Splat,
)
from tfgen.terraform.hcl.walk import ELEMENT, Step, plain_string
from tfgen.terraform.types import access as parts
from tfgen.terraform.types.access import AccessError
from tfgen.terraform.types.evaluation_error import ErrorKind
from tfgen.terraform.types.model import DYNAMIC, ListType, SetType, TupleType
from tfgen.terraform.types.value import (
    ANYTHING,
    Value,
    number,
    string,
    tuple_of,
    unknown,
)


def reference(ev: Evaluation, expr: Expr, bound: Names) -> Value:
    """A name, attribute or index: static steps are taken together, since the scope knows what they lead to."""
    steps: list[GetAttr | Index] = []
    current = expr
    while isinstance(current, GetAttr) or (isinstance(current, Index) and _static_key(current.key) is not None):
        steps.append(current)
        current = current.of
    steps.reverse()
    if isinstance(current, Name):
        value, taken = _root(ev, current, steps, bound)
    elif isinstance(current, Index):
        value, taken = _indexed(ev, current, bound), 0
    else:
        value, taken = ev.value(current, bound), 0
    for step in steps[taken:]:
        value = _step(ev, value, step)
    return value


def _root(ev: Evaluation, name: Name, steps: Sequence[GetAttr | Index], bound: Names) -> tuple[Value, int]:
    if name.name in bound:
        return bound[name.name], 0
    if name.name == ELEMENT:
        return ANYTHING, len(steps)
    found = ev.scope.resolve(name.name, [_as_step(step) for step in steps])
    if found is None:
        ev.skipped += 1
        return ANYTHING, len(steps)
    return found


def _step(ev: Evaluation, value: Value, step: GetAttr | Index) -> Value:
    if isinstance(step, GetAttr):
        return _accessed(ev, lambda: parts.attribute(value, step.name), ErrorKind.ATTRIBUTE, step.name_range)
    key = _static_key(step.key)
    as_value = string(key) if isinstance(key, str) else number(key if key is not None else 0)
    return _accessed(ev, lambda: parts.index(value, as_value), ErrorKind.INDEX, step.key.range)


def _indexed(ev: Evaluation, expr: Index, bound: Names) -> Value:
    of, key = ev.value(expr.of, bound), ev.value(expr.key, bound)
    return _accessed(ev, lambda: parts.index(of, key), ErrorKind.INDEX, expr.key.range)


def _accessed(ev: Evaluation, read: Callable[[], Value], kind: ErrorKind, place: Range) -> Value:
    try:
        return read()
    except AccessError as error:
        ev.tell(kind, place, error.summary, str(error), error.help)
        return ANYTHING


def splat(ev: Evaluation, expr: Splat, bound: Names) -> Value:
    """``of[*].each``: of what is no sequence, a tuple of one, or of none for null."""
    with ev.apart() as found:
        of = ev.value(expr.of, bound)
    ev.found += found
    if found:
        return ANYTHING
    sequence = isinstance(of.type, TupleType | ListType | SetType)
    if of.null:
        if not sequence:
            return tuple_of(())
        ev.tell(ErrorKind.ITERATION, expr.of.range, "Splat of a null value", "A null value has no elements.")
        return ANYTHING
    if of.type == DYNAMIC:
        return ANYTHING
    maybe_null = not sequence and not of.known and not of.not_null
    if not sequence:
        of = tuple_of((of,))
    result = _each(ev, of, expr, bound)
    return ANYTHING if maybe_null else result


def _each(ev: Evaluation, of: Value, expr: Splat, bound: Names) -> Value:
    def one(element: Value) -> Value:
        return ev.value(expr.each, {**bound, ELEMENT: element})

    if of.known:
        return tuple_of(one(e) for e in of.elements).marked(of.marks)
    match of.type:
        case ListType() | SetType():
            return unknown(ListType(one(unknown(of.type.element)).type), not_null=True, marks=of.marks)
        case TupleType():
            types = tuple(one(unknown(e)).type for e in of.type.elements)
            return unknown(TupleType(types), not_null=True, marks=of.marks)
    return ANYTHING


def _static_key(key: Expr) -> str | int | Decimal | float | None:
    if isinstance(key, Literal) and isinstance(key.value, int | float) and not isinstance(key.value, bool):
        return key.value
    return plain_string(key)


def _as_step(step: GetAttr | Index) -> Step:
    if isinstance(step, GetAttr):
        return Step(step.name, step.name_range)
    key = _static_key(step.key)
    assert isinstance(key, str | int | float)
    return Step(key, step.key.range, index=True)
