"""Operators with what they are given."""

from __future__ import annotations

from collections.abc import Callable
from decimal import DecimalException

from tfgen.source import Range
from tfgen.terraform.evaluate.expressions.core import Evaluation, Names, capital
from tfgen.terraform.hcl.syntax import (
    Binary,
    Expr,
    Unary,
)
from tfgen.terraform.types import operations
from tfgen.terraform.types.evaluation_error import ErrorKind
from tfgen.terraform.types.model import BOOL, NUMBER, Type
from tfgen.terraform.types.value import (
    Value,
    unknown,
)
from tfgen.terraform.types.value_conversion import ConversionError, convert


def binary(ev: Evaluation, expr: Binary, bound: Names) -> Value:
    """``left op right``."""
    with ev.apart() as left_found:
        left = ev.value(expr.left, bound)
    with ev.apart() as right_found:
        right = ev.value(expr.right, bound)
    operator = operations.OPERATORS[expr.op]
    with ev.apart() as misfits:
        left = _operand(ev, left, operator.operand, expr.left, expr.op)
        right = _operand(ev, right, operator.operand, expr.right, expr.op)
    if misfits:
        ev.found += [*misfits, *left_found, *right_found]
        return unknown(operator.result)
    marks = left.marks | right.marks
    short = operations.short_circuit(expr.op, left, right, bool(left_found))
    if short is not None:
        value, side = short
        kept = left_found if side == "left" else right_found
        dropped = right_found if side == "left" else left_found
        ev.found += kept
        ev.dropped(*dropped)
        return value.marked(marks)
    ev.found += [*left_found, *right_found]
    if left_found or right_found:
        return unknown(operator.result, marks=marks)
    return _operated(ev, lambda: operator.apply(left.unmarked(), right.unmarked()), expr.range, operator.result).marked(
        marks
    )


def unary(ev: Evaluation, expr: Unary, bound: Names) -> Value:
    """``-operand`` and ``!operand``."""
    value, found = ev.tried(expr.operand, bound)
    ev.found += found
    kind = NUMBER if expr.op == "-" else BOOL
    with ev.apart() as misfits:
        operand = _operand(ev, value, kind, expr.operand, expr.op)
    ev.found += misfits
    if found or misfits:
        return unknown(kind)
    return _operated(ev, lambda: operations.unary(expr.op, operand.unmarked()), expr.range, kind).marked(operand.marks)


def _operand(ev: Evaluation, value: Value, want: Type, expr: Expr, operator: str) -> Value:
    try:
        return convert(value, want)
    except ConversionError as error:
        detail = f'The operator "{operator}" does not take it: {error}.'
        ev.tell(ErrorKind.OPERAND, expr.range, "Invalid operand", detail)
        return unknown(want)


def _operated(ev: Evaluation, apply: Callable[[], Value], place: Range, kind: Type) -> Value:
    try:
        return apply()
    except operations.OperationError as error:
        ev.tell(ErrorKind.OPERATION, place, "Operation failed", f"{capital(str(error))}.")
        return unknown(kind)
    except DecimalException:  # beyond Python's decimals
        ev.skipped += 1
        return unknown(kind, not_null=True)
