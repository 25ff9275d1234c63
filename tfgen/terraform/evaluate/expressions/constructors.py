"""Tuples, objects and their keys."""

from __future__ import annotations

from tfgen.source import Range
from tfgen.terraform.evaluate.expressions.core import Evaluation, Names, capital
from tfgen.terraform.hcl.syntax import Expr, GetAttr, Index, Literal, Name, Object, Parens, Tuple
from tfgen.terraform.hcl.walk import plain_string
from tfgen.terraform.types.evaluation_error import ErrorKind
from tfgen.terraform.types.model import STRING
from tfgen.terraform.types.value import ANYTHING, NO_MARKS, Marks, Value, object_of, tuple_of
from tfgen.terraform.types.value_conversion import ConversionError, convert


def tuple_expression(ev: Evaluation, expr: Tuple, bound: Names) -> Value:
    """``[a, b]``."""
    return tuple_of([ev.value(item, bound) for item in expr.items])


def object_expression(ev: Evaluation, expr: Object, bound: Names) -> Value:
    """``{ key = value }``: unknown as a whole with an unknown key."""
    items: dict[str, Value] = {}
    marks: Marks = NO_MARKS
    known = True
    for item in expr.items:
        key = _key(ev, item.key, bound)
        value = ev.value(item.value, bound)
        if key is None or not isinstance(key.data, str):
            known = False
            continue
        marks = marks | key.marks
        items[key.data] = value
    if known:
        return object_of(items).marked(marks)
    return ANYTHING


def _key(ev: Evaluation, expr: Expr, bound: Names) -> Value | None:
    if isinstance(expr, GetAttr | Index) and _is_path(expr):
        detail = "A name with dots is neither a word nor a reference here."
        help_ = "A reference stands in (), a text in quotes."
        ev.report(ErrorKind.KEY, expr.range, "Ambiguous key", detail, help_=help_, static=True)
        return None
    value = ev.valid_value(expr, bound)
    if value is not None:
        return as_key(ev, value, expr.range)
    return None


def as_key(ev: Evaluation, value: Value, range_: Range) -> Value | None:
    """The value as a key, or None where it cannot be one, which is reported."""
    if value.null:
        ev.report(ErrorKind.KEY, range_, "Null as key", "A null value cannot be a key.")
        return None
    try:
        return convert(value, STRING)
    except ConversionError as error:
        ev.report(ErrorKind.KEY, range_, "Invalid key", f"{capital(str(error))}.")
        return None


def parens(ev: Evaluation, expr: Parens, bound: Names) -> Value:
    """``(inner)``."""
    return ev.value(expr.inner, bound)


def _is_path(expr: Expr) -> bool:
    """True for a name with attributes and constant indexes, which HCL does not take for a key.

    With an index that is to be evaluated it is an expression like any other.
    """
    while isinstance(expr, GetAttr | Index):
        if isinstance(expr, Index) and not _is_constant(expr.key):
            return False
        expr = expr.of
    return isinstance(expr, Name)


def _is_constant(key: Expr) -> bool:
    """True for an index that HCL knows without evaluating: a number, a bool, null or a plain text."""
    return isinstance(key, Literal) or plain_string(key) is not None
