"""``for`` expressions, and the rounds of ``for`` in templates."""

from __future__ import annotations

from collections.abc import Sequence

from tfgen.terraform.evaluate.expressions.choices import as_truth
from tfgen.terraform.evaluate.expressions.constructors import as_key
from tfgen.terraform.evaluate.expressions.core import Evaluation, Names, pairs
from tfgen.terraform.hcl.syntax import Expr, ForExpr
from tfgen.terraform.types.evaluation_error import ErrorKind
from tfgen.terraform.types.model import (
    DYNAMIC,
    NUMBER,
    STRING,
    ListType,
    MapType,
    ObjectType,
    SetType,
    TupleType,
)
from tfgen.terraform.types.type_conversion import article
from tfgen.terraform.types.value import (
    ANYTHING,
    NO_MARKS,
    TRUE,
    Marks,
    Value,
    object_of,
    tuple_of,
    unknown,
)

_MAX_ERRORS = 20
"""A loop ends with more errors than these: those of further rounds are of no use."""


def for_expression(ev: Evaluation, expr: ForExpr, bound: Names) -> Value:
    """``[for ...]`` and ``{for ...}``: unknown over an unknown collection."""
    of = _collection(ev, expr.collection, bound)
    if of is None:
        return ANYTHING
    valid = expr.condition is None or _check_condition(ev, expr.condition, expr.names, bound)
    if not of.known:
        if ev.deep:
            _look_into(ev, expr, of, bound)
        return ANYTHING.marked(of.marks)
    if not valid:
        return ANYTHING.marked(of.marks)
    rounds = _rounds(expr.names, of, bound)
    marks = of.marks if rounds else NO_MARKS
    if expr.key is None:
        return _for_tuple(ev, expr, rounds, marks)
    return _for_object(ev, expr, expr.key, rounds, marks=marks)


def loop(ev: Evaluation, names: tuple[str, ...], subject: Expr, bound: Names) -> list[Names] | None:
    """The names bound in each round; None where the rounds cannot be known."""
    of = _collection(ev, subject, bound)
    return _rounds(names, of, bound) if of is not None and of.known else None


def _collection(ev: Evaluation, subject: Expr, bound: Names) -> Value | None:
    """The collection of a loop, or None where it fails, which is reported,
    or not even its type is known.
    """
    of = ev.valid_value(subject, bound)
    if of is None or (of.type == DYNAMIC and not of.null):
        return None
    if of.null:
        ev.report(
            ErrorKind.ITERATION,
            subject.range,
            "Iteration over null",
            "A null value has no elements.",
        )
        return None
    if not isinstance(of.type, ListType | SetType | TupleType | MapType | ObjectType):
        detail = f"{article(of.type).capitalize()} has no elements to go over."
        ev.report(ErrorKind.ITERATION, subject.range, "Nothing to iterate over", detail)
        return None
    return of


def _rounds(names: tuple[str, ...], of: Value, bound: Names) -> list[Names]:
    return [{**bound, **_bind(names, key, value)} for key, value in pairs(of)]


def _check_condition(ev: Evaluation, condition: Expr, names: tuple[str, ...], bound: Names) -> bool:
    """True unless the condition fails for any element,
    which is reported once and not for every element.
    """
    value = ev.valid_value(condition, {**bound, **dict.fromkeys(names, ANYTHING)})
    if value is None:
        return False
    if value.type == DYNAMIC and not value.null:
        return True
    return as_truth(ev, value, condition.range) is not None


def _truth(ev: Evaluation, expr: ForExpr, bound: Names) -> Value | None:
    """The condition for one element, a bool or unknown; None where it fails."""
    if expr.condition is None:
        return TRUE
    value = ev.valid_value(expr.condition, bound)
    return as_truth(ev, value, expr.condition.range) if value is not None else None


def _for_tuple(ev: Evaluation, expr: ForExpr, rounds: Sequence[Names], marks: Marks) -> Value:
    values: list[Value] = []
    known = True
    for names in rounds:
        truth = _truth(ev, expr, names)
        if truth is None or not truth.known:
            known = False
        else:
            marks = marks | truth.marks
            if truth.data:
                values.append(ev.value(expr.value, names))
        if _is_over(ev):
            return ANYTHING
    return tuple_of(values).marked(marks) if known else ANYTHING


def _for_object(
    ev: Evaluation, expr: ForExpr, key_expr: Expr, rounds: Sequence[Names], *, marks: Marks
) -> Value:
    groups: dict[str, list[Value]] = {}
    known = True
    for names in rounds:
        truth = _truth(ev, expr, names)
        if truth is None or not truth.known:
            known = False
            continue
        marks = marks | truth.marks
        if not truth.data:
            continue
        key = _key(ev, key_expr, names)
        if key is None or not isinstance(key.data, str):
            known = False
            continue
        marks = marks | key.marks
        value = ev.value(expr.value, names)
        if key.data in groups and not expr.grouping:
            _report_duplicate(ev, key_expr, key.data)
        else:
            groups.setdefault(key.data, []).append(value)
        if _is_over(ev):
            return ANYTHING
    return _object(groups, grouping=expr.grouping).marked(marks) if known else ANYTHING


def _key(ev: Evaluation, expr: Expr, bound: Names) -> Value | None:
    value = ev.valid_value(expr, bound)
    return as_key(ev, value, expr.range) if value is not None else None


def _report_duplicate(ev: Evaluation, expr: Expr, key: str) -> None:
    detail = f'Two elements give the key "{key}".'
    help_ = "Make the keys differ, or group the values: value... with three dots."
    ev.report(ErrorKind.KEY, expr.range, "Duplicate key in a for expression", detail, help_=help_)


def _object(groups: dict[str, list[Value]], *, grouping: bool) -> Value:
    if grouping:
        return object_of({key: tuple_of(values) for key, values in groups.items()})
    return object_of({key: values[0] for key, values in groups.items()})


def _is_over(ev: Evaluation) -> bool:
    """True when further rounds of a loop are skipped."""
    if len(ev.errors) <= _MAX_ERRORS and not ev.exhausted:
        return False
    ev.skipped += 1
    return True


def _look_into(ev: Evaluation, expr: ForExpr, of: Value, bound: Names) -> None:
    """Report what is wrong with the body for every element of the collection's type."""
    if not isinstance(of.type, ListType | SetType | MapType):
        return
    element = unknown(of.type.element)
    match of.type:
        case ListType():
            key = unknown(NUMBER, not_null=True)
        case SetType():
            key = element
        case MapType():
            key = unknown(STRING, not_null=True)
    names = {**bound, **_bind(expr.names, key, element)}
    for part in (expr.condition, expr.key, expr.value):
        if part is not None:
            ev.value(part, names)


def _bind(names: tuple[str, ...], key: Value, value: Value) -> Names:
    if len(names) == 1:
        return {names[0]: value}
    return {names[0]: key, names[1]: value}
