"""Conditionals, and ``if`` in templates."""

from __future__ import annotations

from collections.abc import Callable

from tfgen.source import Range
from tfgen.terraform.evaluate.expressions.core import Evaluation, Names
from tfgen.terraform.hcl.syntax import (
    Conditional,
    Expr,
)
from tfgen.terraform.types.describe import branches
from tfgen.terraform.types.evaluation_error import ErrorKind
from tfgen.terraform.types.model import BOOL, DYNAMIC, Type
from tfgen.terraform.types.type_conversion import article, unify
from tfgen.terraform.types.value import (
    ANYTHING,
    Value,
    unknown,
)
from tfgen.terraform.types.value_conversion import ConversionError, convert


def conditional(ev: Evaluation, expr: Conditional, bound: Names) -> Value:
    """``condition ? yes : no``."""
    place = expr.yes.range.to(expr.no.range)
    return choose(ev, expr.condition, lambda: ev.value(expr.yes, bound), lambda: ev.value(expr.no, bound), place, bound)


def choose(
    ev: Evaluation, condition: Expr, yes: Callable[[], Value], no: Callable[[], Value], place: Range, bound: Names
) -> Value:
    """Only what is wrong in the branch that is taken is told, as far as it is known which one that is."""
    with ev.apart() as yes_found:
        yes_value = yes()
    with ev.apart() as no_found:
        no_value = no()
    result = _common(yes_value, no_value)
    if result is None:
        ev.dropped(*yes_found, *no_found)
        ev.tell(ErrorKind.BRANCHES, place, "Inconsistent conditional", branches(yes_value.type, no_value.type))
        return ANYTHING
    chosen, failed = ev.tried(condition, bound)
    ev.found += failed
    truth = None if failed else as_truth(ev, chosen, condition.range, "conditional")
    if truth is None or not truth.known:
        ev.dropped(*yes_found, *no_found)
        not_null = all((v.known and not v.null) or v.not_null for v in (yes_value, no_value))
        marks = chosen.marks.union(yes_value.marks, no_value.marks)
        return unknown(result, not_null=not_null and truth is not None, marks=marks)
    taken, found = (yes_value, yes_found) if truth.data else (no_value, no_found)
    ev.found += found
    try:
        return convert(taken, result)
    except ConversionError as error:
        detail = f"The {'true' if truth.data else 'false'} result does not fit: {error}."
        ev.tell(ErrorKind.BRANCHES, place, "Inconsistent conditional", detail)
        return unknown(result)


def as_truth(ev: Evaluation, value: Value, place: Range, where: str) -> Value | None:
    """A condition as a bool, perhaps unknown; None when it is told that it is none."""
    if value.null:
        ev.tell(ErrorKind.CONDITION, place, "Null as condition", "A condition is true or false.")
        return None
    if not value.known and where == "conditional":
        return unknown(BOOL, not_null=True, marks=value.marks)
    try:
        return convert(value, BOOL)
    except ConversionError:
        detail = f"A condition is a bool, not {article(value.type)}."
        ev.tell(ErrorKind.CONDITION, place, "Invalid condition", detail)
        return None


def _common(yes: Value, no: Value) -> Type | None:
    """The type of a conditional, None where there is none."""
    if yes.null and yes.type == DYNAMIC:
        return no.type
    if no.null and no.type == DYNAMIC:
        return yes.type
    return DYNAMIC if DYNAMIC in (yes.type, no.type) else unify((yes.type, no.type))
