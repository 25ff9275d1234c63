"""Operators with their operands."""

from __future__ import annotations

from collections.abc import Callable
from decimal import DecimalException

from tfgen.source import Range
from tfgen.terraform.evaluate.expressions.core import Evaluation, Names, capital
from tfgen.terraform.hcl.syntax import Binary, Expr, Unary
from tfgen.terraform.types import operations
from tfgen.terraform.types.evaluation_error import ErrorKind
from tfgen.terraform.types.model import BOOL, NUMBER, Type
from tfgen.terraform.types.value import Value, unknown
from tfgen.terraform.types.value_conversion import ConversionError, convert


def binary(ev: Evaluation, expr: Binary, bound: Names) -> Value:
    """``left op right``."""
    left_value, left_errors = ev.attempt(expr.left, bound)
    right_value, right_errors = ev.attempt(expr.right, bound)
    operator = operations.OPERATORS[expr.op]
    left = _operand(ev, left_value, operator.operand, expr.left, operator=expr.op)
    right = _operand(ev, right_value, operator.operand, expr.right, operator=expr.op)
    if left is None or right is None:
        ev.errors += left_errors + right_errors
        return unknown(operator.result)
    marks = left.marks | right.marks
    short = operations.short_circuit(expr.op, left, right, bool(left_errors))
    if short is not None:
        value, side = short
        ev.errors += left_errors if side == "left" else right_errors
        ev.report_static(right_errors if side == "left" else left_errors)
        return value.marked(marks)
    if left_errors or right_errors:
        ev.errors += left_errors + right_errors
        return unknown(operator.result, marks=marks)
    operands = left.unmarked(), right.unmarked()
    return _result(ev, lambda: operator.apply(*operands), expr.range, operator.result).marked(marks)


def unary(ev: Evaluation, expr: Unary, bound: Names) -> Value:
    """``-operand`` and ``!operand``."""
    value, errors = ev.attempt(expr.operand, bound)
    ev.errors += errors
    type_ = NUMBER if expr.op == "-" else BOOL
    operand = _operand(ev, value, type_, expr.operand, operator=expr.op)
    if errors or operand is None:
        return unknown(type_)
    unmarked = operand.unmarked()
    return _result(ev, lambda: operations.unary(expr.op, unmarked), expr.range, type_).marked(
        operand.marks
    )


def _operand(
    ev: Evaluation, value: Value, type_: Type, expr: Expr, *, operator: str
) -> Value | None:
    """The value as the operator's type; None where it does not convert, which is reported."""
    try:
        return convert(value, type_)
    except ConversionError as error:
        detail = f'The operator "{operator}" does not take it: {error}.'
        ev.report(ErrorKind.OPERAND, expr.range, "Invalid operand", detail)
        return None


def _result(ev: Evaluation, apply: Callable[[], Value], range_: Range, type_: Type) -> Value:
    try:
        return apply()
    except operations.OperationError as error:
        ev.report(ErrorKind.OPERATION, range_, "Operation failed", f"{capital(str(error))}.")
        return unknown(type_)
    except DecimalException:  # beyond Python's decimals
        ev.skipped += 1
        return unknown(type_, not_null=True)
