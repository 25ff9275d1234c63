"""Values of arguments as ``terraform validate`` knows them, and as a plan does."""

from __future__ import annotations

from msgspec import Struct

from tfgen.rules.context import RuleContext
from tfgen.terraform.evaluate.module_scope import Mode
from tfgen.terraform.hcl.syntax import Expr
from tfgen.terraform.hcl.walk import plain_string
from tfgen.terraform.types.value import ANYTHING, Value, string


class KnownValue(Struct, frozen=True):
    """A value without secrets in it; ``planned``: only a plan knows it."""

    value: Value
    planned: bool = False


def value_of(context: RuleContext, expr: Expr, *, planned: bool = False) -> Value:
    """The value of an expression for ``terraform validate``, or for a plan; unknown where it fails.

    A plan of a root knows the variables' values, one of a module does not.
    """
    text = plain_string(expr)
    if text is not None:
        return string(text)
    mode = _plan_mode(context) if planned else Mode.VALIDATE
    return context.once((value_of, mode, id(expr)), lambda: _evaluated(context, expr, mode))


def _plan_mode(context: RuleContext) -> Mode:
    return Mode.PLAN_WITH_VALUES if context.configuration.is_root else Mode.PLAN


def _evaluated(context: RuleContext, expr: Expr, mode: Mode) -> Value:
    value, errors = context.evaluation.scope(mode).evaluator().attempt(expr)
    if errors or value.all_marks:
        return ANYTHING
    return value


def known(context: RuleContext, expr: Expr) -> KnownValue | None:
    """The value of an expression if all of it is known, by ``terraform validate`` or by a plan."""
    for planned in (False, True):
        value = value_of(context, expr, planned=planned)
        if value.wholly_known:
            return KnownValue(value, planned)
    return None
