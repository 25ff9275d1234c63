"""``for`` expressions, and the rounds of ``for`` in templates."""

from __future__ import annotations

from tfgen.terraform.evaluate.expressions.choices import as_truth
from tfgen.terraform.evaluate.expressions.constructors import as_key
from tfgen.terraform.evaluate.expressions.core import Evaluation, Names, pairs
from tfgen.terraform.hcl.syntax import (
    Expr,
    ForExpr,
)
from tfgen.terraform.types.evaluation_error import ErrorKind
from tfgen.terraform.types.model import DYNAMIC, NUMBER, STRING, ListType, MapType, ObjectType, SetType, TupleType
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


def for_expression(ev: Evaluation, expr: ForExpr, bound: Names) -> Value:
    """``[for ...]`` and ``{for ...}``: unknown over what is unknown."""
    of = _collection(ev, expr.collection, bound)
    looped = _rounds(ev, expr.names, of, bound, expr.condition) if of else None
    if looped is None:
        if ev.deep and of and not of.known:
            _look_into(ev, expr, of, bound)
        return ANYTHING.marked(of.marks) if of else ANYTHING
    if expr.key is None:
        return _for_tuple(ev, expr, looped)
    return _for_object(ev, expr, looped)


def loop(ev: Evaluation, names: tuple[str, ...], subject: Expr, bound: Names) -> list[tuple[Names, Marks]] | None:
    """The names bound in each round, and the marks of the collection; None where the rounds cannot be known."""
    of = _collection(ev, subject, bound)
    return _rounds(ev, names, of, bound) if of else None


def _collection(ev: Evaluation, subject: Expr, bound: Names) -> Value | None:
    """What is gone over, or None where it is told that there is nothing to go over, or not even its type is known."""
    of, found = ev.tried(subject, bound)
    ev.found += found
    if found or (of.type == DYNAMIC and not of.null):
        return None
    if of.null:
        ev.tell(ErrorKind.ITERATION, subject.range, "Iteration over null", "A null value has no elements.")
        return None
    if not isinstance(of.type, ListType | SetType | TupleType | MapType | ObjectType):
        detail = f"{article(of.type).capitalize()} has no elements to go over."
        ev.tell(ErrorKind.ITERATION, subject.range, "Nothing to iterate over", detail)
        return None
    return of


def _rounds(
    ev: Evaluation, names: tuple[str, ...], of: Value, bound: Names, condition: Expr | None = None
) -> list[tuple[Names, Marks]] | None:
    if condition and not _early(ev, condition, {**bound, **dict.fromkeys(names, ANYTHING)}):
        return None
    if not of.known:
        return None
    return [({**bound, **_bind(names, k, v)}, of.marks) for k, v in pairs(of)]


def _early(ev: Evaluation, condition: Expr, bound: Names) -> bool:
    """Whether the condition can be right at all: told once, not for every element."""
    value, found = ev.tried(condition, bound)
    if found:
        ev.found += found
        return False
    open_ = value.type == DYNAMIC and not value.null
    return open_ or as_truth(ev, value, condition.range, "for") is not None


def _kept(ev: Evaluation, expr: ForExpr, bound: Names) -> Value | None:
    """The condition for one element, a bool or unknown; None where it failed."""
    if expr.condition is None:
        return TRUE
    value, found = ev.tried(expr.condition, bound)
    ev.found += found
    return None if found else as_truth(ev, value, expr.condition.range, "for")


def _for_tuple(ev: Evaluation, expr: ForExpr, looped: list[tuple[Names, Marks]]) -> Value:
    values: list[Value] = []
    marks: Marks = NO_MARKS
    known = True
    for inner, outer_marks in looped:
        kept = _kept(ev, expr, inner)
        marks = marks | outer_marks | (kept.marks if kept else NO_MARKS)
        if kept is None or not kept.known:
            known = False
        elif kept.data:
            values.append(ev.value(expr.value, inner))
        if len(ev.found) > _ENOUGH or ev.exhausted:
            ev.skipped += 1
            return ANYTHING
    return tuple_of(values).marked(marks) if known else ANYTHING


def _for_object(ev: Evaluation, expr: ForExpr, looped: list[tuple[Names, Marks]]) -> Value:
    assert expr.key is not None
    groups: dict[str, list[Value]] = {}
    marks: Marks = NO_MARKS
    known = True
    for inner, outer_marks in looped:
        kept = _kept(ev, expr, inner)
        marks = marks | outer_marks | (kept.marks if kept else NO_MARKS)
        if kept is None or not kept.known:
            known = False
            continue
        if not kept.data:
            continue
        raw, found = ev.tried(expr.key, inner)
        ev.found += found
        key = as_key(ev, raw, expr.key.range) if not found else None
        if key is None or not isinstance(key.data, str):
            known = False
            continue
        value = ev.value(expr.value, inner)
        marks = marks | key.marks
        _put(ev, groups, key.data, value, expr)
        if len(ev.found) > _ENOUGH or ev.exhausted:
            ev.skipped += 1
            return ANYTHING
    if not known:
        return ANYTHING
    made = {k: tuple_of(v) if expr.grouping else v[0] for k, v in groups.items()}
    return object_of(made).marked(marks)


def _put(ev: Evaluation, groups: dict[str, list[Value]], key: str, value: Value, expr: ForExpr) -> None:
    assert expr.key is not None
    if key in groups and not expr.grouping:
        detail = f'Two elements give the key "{key}".'
        help_ = "Make the keys differ, or group the values: value... with three dots."
        ev.tell(ErrorKind.KEY, expr.key.range, "Duplicate key in a for expression", detail, help_)
        return
    groups.setdefault(key, []).append(value)


def _look_into(ev: Evaluation, expr: ForExpr, of: Value, bound: Names) -> None:
    """What is wrong with the body for every element of the collection's type."""
    if not isinstance(of.type, ListType | SetType | MapType):
        return
    key = unknown(NUMBER if isinstance(of.type, ListType) else STRING, not_null=True)
    element = unknown(of.type.element)
    inner = {**bound, **_bind(expr.names, element if isinstance(of.type, SetType) else key, element)}
    for part in (expr.condition, expr.key, expr.value):
        if part is not None:
            ev.value(part, inner)


def _bind(names: tuple[str, ...], key: Value, value: Value) -> Names:
    return {names[-1]: value} if len(names) == 1 else {names[0]: key, names[1]: value}


_ENOUGH = 20
"""More findings from the rounds of one loop tell nothing new."""
