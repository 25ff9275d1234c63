"""Comparisons and choices with values that only the apply makes known."""

from __future__ import annotations

from tfgen.terraform.evaluate.apply_time.timing import PERHAPS, AfterApply, Timing
from tfgen.terraform.hcl.syntax import Binary, Expr, Literal, Parens
from tfgen.terraform.hcl.walk import plain_string
from tfgen.terraform.types.model import NUMBER, STRING, PrimitiveType
from tfgen.terraform.types.value import Value

_ORDER = frozenset({"<", ">", "<=", ">="})


def compared(op: str, late: AfterApply, other: Expr) -> Timing:
    """The time of a comparison of an unknown text or number with a literal."""
    while isinstance(other, Parens):
        other = other.inner
    text, number = plain_string(other) is not None, False
    null = False
    if isinstance(other, Literal):
        null = other.value is None
        number = isinstance(other.value, int | float) and not isinstance(other.value, bool)
    if op in _ORDER:
        if late.type == NUMBER and number:
            return AfterApply(late.cause)
        return PERHAPS
    fits = null or (text and late.type == STRING) or (number and late.type == NUMBER)
    if fits:
        return AfterApply(late.cause)
    return PERHAPS


def compared_length(expr: Binary, late: AfterApply, is_left: bool) -> Timing:
    """The time of a comparison of an unknown length, which is 0 or more, with a number."""
    other = expr.right if is_left else expr.left
    if not isinstance(other, Literal) or isinstance(other.value, bool):
        return PERHAPS
    if not isinstance(other.value, int | float):
        return PERHAPS
    flipped = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
    op = expr.op if is_left else flipped.get(expr.op, expr.op)
    least = 1 if op in ("<", ">=") else 0
    if other.value >= least:
        return AfterApply(late.cause)
    return PERHAPS


def undecided(
    condition: AfterApply, results: tuple[Timing, ...], values: tuple[Value | None, Value | None]
) -> Timing:
    """The time of one of two results: unknown, unless both are the same."""
    if any(isinstance(result, AfterApply) for result in results):
        return AfterApply(condition.cause)
    yes, no = values
    if yes is None or no is None or not (yes.wholly_known and no.wholly_known):
        return PERHAPS
    if yes.null or no.null or (yes.type == no.type and yes.data == no.data):
        return PERHAPS
    if isinstance(yes.type, PrimitiveType) and isinstance(no.type, PrimitiveType):
        return AfterApply(condition.cause)
    if len(yes.elements) != len(no.elements):
        return AfterApply(condition.cause)
    return PERHAPS
