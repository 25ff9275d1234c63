"""What is certain of an expression's value, as plain Python: the one place where rules about values read them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from tfgen.rules.context import RuleContext
from tfgen.terraform.evaluate.module_scope import Mode
from tfgen.terraform.hcl.syntax import Attribute, Expr
from tfgen.terraform.hcl.walk import plain_string, reference
from tfgen.terraform.types import value as evaluated

Value = str | int | float | bool | tuple["Value", ...] | Mapping[str, "Value"]
"""A value without nulls in it."""


def known(context: RuleContext, expr: Expr) -> Value | None:
    """The value of an expression; None when it, or any part of it, is null, sensitive or not certain.

    Variables have one in a root module only: that of its ``terraform.tfvars`` and ``*.auto.tfvars``, or the default. A
    module gets its values from its callers.
    """
    text = plain_string(expr)
    return text if text is not None else context.once(("known", id(expr)), lambda: _known(context, expr))


def _known(context: RuleContext, expr: Expr) -> Value | None:
    mode = Mode.PLAN_WITH_VALUES if context.configuration.is_root else Mode.PLAN
    value, errors = context.evaluation.scope(mode).evaluator().attempt(expr)
    return None if errors or value.all_marks else _plain(value)


def _plain(value: evaluated.Value) -> Value | None:
    data = value.data
    if isinstance(data, tuple):
        elements = [_plain(element) for element in data]
        return tuple(e for e in elements if e is not None) if None not in elements else None
    if isinstance(data, Mapping):
        items = {name: _plain(element) for name, element in data.items()}
        return {n: v for n, v in items.items() if v is not None} if None not in items.values() else None
    if isinstance(data, Decimal):
        return float(data)
    return data if isinstance(data, str | int | bool) else None


def local_of(context: RuleContext, expr: Expr) -> Expr | None:
    """What the local is that ``expr`` reads as a whole."""
    found = reference(expr)
    if found is None or found.root != "local" or len(found.steps) != 1:
        return None
    declared = context.configuration.declared.get(found.names[:2])
    return declared.node.expr if declared and isinstance(declared.node, Attribute) else None
