"""Conditionals, and ``if`` in templates."""

from __future__ import annotations

from tfgen.source import Range
from tfgen.terraform.evaluate.expressions.core import Attempt, Evaluation, Names
from tfgen.terraform.hcl.syntax import Conditional, Expr
from tfgen.terraform.types.describe import branches
from tfgen.terraform.types.evaluation_error import ErrorKind
from tfgen.terraform.types.model import BOOL, DYNAMIC, Type
from tfgen.terraform.types.type_conversion import article, unify
from tfgen.terraform.types.value import ANYTHING, POSSIBLE, Value, unknown
from tfgen.terraform.types.value_conversion import ConversionError, convert

_SUMMARY = "Inconsistent conditional"


def conditional(ev: Evaluation, expr: Conditional, bound: Names) -> Value:
    """``condition ? yes : no``."""
    yes = ev.attempt(expr.yes, bound)
    no = ev.attempt(expr.no, bound)
    return choose(
        ev, expr.condition, bound, yes=yes, no=no, range_=expr.yes.range.to(expr.no.range)
    )


def choose(
    ev: Evaluation, condition: Expr, bound: Names, *, yes: Attempt, no: Attempt, range_: Range
) -> Value:
    """The value of the branch that is taken, as far as it is known which;
    errors of the other are not reported.
    """
    result = _common_type(yes[0], no[0])
    if result is None:
        _report_static(ev, yes, no)
        _report_inconsistent(ev, yes[0], no[0], range_)
        return ANYTHING
    tested, errors = ev.attempt(condition, bound)
    ev.errors += errors
    truth = None if errors else _truth(ev, tested, condition.range)
    if truth is None or not truth.known:
        _report_static(ev, yes, no)
        not_null = truth is not None and _never_null(yes[0]) and _never_null(no[0])
        return unknown(
            result, not_null=not_null, marks=tested.marks.union(yes[0].marks, no[0].marks)
        )
    value, errors = yes if truth.data else no
    ev.errors += errors
    try:
        return convert(value, result)
    except ConversionError as error:
        detail = f"The {'true' if truth.data else 'false'} result does not fit: {error}."
        ev.report(ErrorKind.BRANCHES, range_, _SUMMARY, detail)
        return unknown(result)


def _report_inconsistent(ev: Evaluation, yes: Value, no: Value, range_: Range) -> None:
    """Report two results without a type in common.

    A result that reads an instance fails where there is no such instance, and has no type then.
    With both so, one may be there only where the other is not. With one, a plan that takes it
    fails either way.
    """
    maybe_yes, maybe_no = POSSIBLE in yes.all_marks, POSSIBLE in no.all_marks
    if maybe_yes and maybe_no:
        return
    detail = branches(yes.type, no.type)
    if maybe_yes or maybe_no:
        detail += f" So a plan that takes the {'true' if maybe_yes else 'false'} value fails."
    ev.report(ErrorKind.BRANCHES, range_, _SUMMARY, detail)


def _truth(ev: Evaluation, tested: Value, range_: Range) -> Value | None:
    """See ``as_truth``; an unknown condition of any type may still be a bool."""
    if not tested.known:
        return unknown(BOOL, not_null=True, marks=tested.marks)
    return as_truth(ev, tested, range_)


def _report_static(ev: Evaluation, yes: Attempt, no: Attempt) -> None:
    ev.report_static(yes[1])
    ev.report_static(no[1])


def _never_null(value: Value) -> bool:
    return value.not_null or (value.known and not value.null)


def as_truth(ev: Evaluation, value: Value, range_: Range) -> Value | None:
    """A condition as a bool, perhaps an unknown one; None where it is no bool, which is reported."""
    if value.null:
        ev.report(ErrorKind.CONDITION, range_, "Null as condition", "A condition is true or false.")
        return None
    try:
        return convert(value, BOOL)
    except ConversionError:
        detail = f"A condition is a bool, not {article(value.type)}."
        ev.report(ErrorKind.CONDITION, range_, "Invalid condition", detail)
        return None


def _common_type(yes: Value, no: Value) -> Type | None:
    """The type of a conditional, None where there is none."""
    if yes.null and yes.type == DYNAMIC:
        return no.type
    if no.null and no.type == DYNAMIC:
        return yes.type
    if DYNAMIC in (yes.type, no.type):
        return DYNAMIC
    return unify((yes.type, no.type))
