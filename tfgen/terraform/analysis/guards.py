"""Parts of an expression in which an error does not always reach Terraform's user."""

from __future__ import annotations

from enum import IntEnum

from tfgen.source import Range
from tfgen.terraform.analysis.expressions import Scoped, within
from tfgen.terraform.hcl.syntax import Binary, Call, Conditional, Directive, Expr, ForExpr, Template

_CATCHING = frozenset({"try", "can"})
"""The functions that go on after an error in their arguments."""


class Guard(IntEnum):
    """The weakest to the strongest thing that stands around a part of an expression.

    ``NONE``: it is evaluated whenever the whole is. ``SKIPPED``: it may be left out, as a branch
    of a conditional is. ``CAUGHT``: ``try`` or ``can`` catches what goes wrong in evaluating it.
    """

    NONE = 0
    SKIPPED = 1
    CAUGHT = 2


def guard_around(scoped: Scoped, part: Range) -> Guard:
    """The strongest guard around a part of an argument's expression."""
    guard = Guard.NONE
    for expr, _ in within(scoped.expr, frozenset()):
        if expr.range.contains(part):
            guard = max(guard, _guard(expr, part))
    return guard


def _guard(expr: Expr, part: Range) -> Guard:
    if isinstance(expr, Call) and expr.name.removeprefix("core::") in _CATCHING:
        return Guard.CAUGHT
    if _may_skip(expr, part):
        return Guard.SKIPPED
    return Guard.NONE


def _may_skip(expr: Expr, part: Range) -> bool:
    """True where ``part`` stands in a part of ``expr`` that is not always evaluated."""
    match expr:
        case Conditional():
            return not expr.condition.range.contains(part)
        case Binary(op="&&" | "||"):
            return True
        case ForExpr():
            return not expr.collection.range.contains(part)
        case Template():
            directives = []
            for inner in expr.parts:
                if isinstance(inner, Directive):
                    directives.append(inner)
            return any(not directive.subject.range.contains(part) for directive in directives)
    return False
