"""References, attributes, indexes and splats."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from tfgen.source import Range
from tfgen.terraform.evaluate.expressions.core import Evaluation, Names
from tfgen.terraform.hcl.syntax import Expr, GetAttr, Index, Literal, Name, Splat
from tfgen.terraform.hcl.walk import ELEMENT, Step, plain_string
from tfgen.terraform.types import access as parts
from tfgen.terraform.types.access import AccessError
from tfgen.terraform.types.evaluation_error import ErrorKind
from tfgen.terraform.types.model import DYNAMIC, ListType, SetType, TupleType
from tfgen.terraform.types.value import ANYTHING, Value, number, string, tuple_of, unknown


def reference(ev: Evaluation, expr: Expr, bound: Names) -> Value:
    """A name, attribute or index: static steps are taken together,
    since the scope knows what they lead to.
    """
    steps: list[GetAttr | Index] = []
    current = expr
    while isinstance(current, GetAttr) or (
        isinstance(current, Index) and _static_key(current.key) is not None
    ):
        steps.append(current)
        current = current.of
    steps.reverse()
    if isinstance(current, Name):
        value, taken = _root(ev, current, steps, bound)
    elif isinstance(current, Index):
        value, taken = _index(ev, current, bound), 0
    else:
        value, taken = ev.value(current, bound), 0
    for step in steps[taken:]:
        value = _step(ev, value, step)
    return value


def _root(
    ev: Evaluation, name: Name, steps: Sequence[GetAttr | Index], bound: Names
) -> tuple[Value, int]:
    """The value that a reference begins with, and the number of steps that lead to it."""
    if name.name in bound:
        return bound[name.name], 0
    if name.name == ELEMENT:
        return ANYTHING, len(steps)
    resolved = ev.scope.resolve(name.name, [_as_step(step) for step in steps])
    if resolved is None:
        ev.skipped += 1
        return ANYTHING, len(steps)
    return resolved


def _step(ev: Evaluation, value: Value, step: GetAttr | Index) -> Value:
    if isinstance(step, GetAttr):
        return _part(
            ev, lambda: parts.attribute(value, step.name), ErrorKind.ATTRIBUTE, step.name_range
        )
    static = _static_key(step.key)
    assert static is not None
    key = string(static) if isinstance(static, str) else number(static)
    return _part(ev, lambda: parts.index(value, key), ErrorKind.INDEX, step.key.range)


def _index(ev: Evaluation, expr: Index, bound: Names) -> Value:
    of = ev.value(expr.of, bound)
    key = ev.value(expr.key, bound)
    return _part(ev, lambda: parts.index(of, key), ErrorKind.INDEX, expr.key.range)


def _part(ev: Evaluation, read: Callable[[], Value], kind: ErrorKind, range_: Range) -> Value:
    try:
        return read()
    except AccessError as error:
        ev.report(kind, range_, error.summary, str(error), help_=error.help)
        return ANYTHING


def splat(ev: Evaluation, expr: Splat, bound: Names) -> Value:
    """``of[*].each``: a value that is no sequence counts as a tuple of one,
    null as a tuple of none.
    """
    of = ev.valid_value(expr.of, bound)
    if of is None:
        return ANYTHING
    if isinstance(of.type, TupleType | ListType | SetType):
        if of.null:
            ev.report(
                ErrorKind.ITERATION,
                expr.of.range,
                "Splat of a null value",
                "A null value has no elements.",
            )
            return ANYTHING
        return _each(ev, of, expr, bound)
    if of.null:
        return tuple_of(())
    if of.type == DYNAMIC:
        return ANYTHING
    result = _each(ev, tuple_of((of,)), expr, bound)
    maybe_null = not of.known and not of.not_null
    return ANYTHING if maybe_null else result


def _each(ev: Evaluation, of: Value, expr: Splat, bound: Names) -> Value:
    def evaluated(element: Value) -> Value:
        return ev.value(expr.each, {**bound, ELEMENT: element})

    if of.known:
        return tuple_of([evaluated(element) for element in of.elements]).marked(of.marks)
    match of.type:
        case ListType() | SetType():
            element = evaluated(unknown(of.type.element)).type
            return unknown(ListType(element), not_null=True, marks=of.marks)
        case TupleType():
            elements = tuple([evaluated(unknown(element)).type for element in of.type.elements])
            return unknown(TupleType(elements), not_null=True, marks=of.marks)
    return ANYTHING


def _static_key(key: Expr) -> str | int | Decimal | float | None:
    if (
        isinstance(key, Literal)
        and isinstance(key.value, int | float)
        and not isinstance(key.value, bool)
    ):
        return key.value
    return plain_string(key)


def _as_step(step: GetAttr | Index) -> Step:
    if isinstance(step, GetAttr):
        return Step(step.name, step.name_range)
    key = _static_key(step.key)
    assert isinstance(key, str | int | float)
    return Step(key, step.key.range, index=True)
