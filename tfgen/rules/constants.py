"""Values of expressions as plain Python, as far as they are known: all rules about values read them here."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from tfgen.rules.context import RuleContext
from tfgen.terraform.evaluate.evaluator import NO_NAMES, Names
from tfgen.terraform.hcl.syntax import Attribute, Expr
from tfgen.terraform.hcl.walk import plain_string, reference
from tfgen.terraform.types.value import SECRET, Value

PlainValue = str | int | float | bool | tuple["PlainValue", ...] | Mapping[str, "PlainValue"]
"""A value without nulls in it."""


def known_value(context: RuleContext, expr: Expr, names: Names = NO_NAMES) -> PlainValue | None:
    """The value of an expression; None when it, or any part of it, is null, sensitive or unknown.

    In a root module, variables have the values of its ``terraform.tfvars`` and ``*.auto.tfvars``,
    or their defaults. In a called module they have those of the call that ``context`` is for;
    without a call they have none. ``names``: ``each``, ``count`` and iterators; see ``Argument``.
    """
    text = plain_string(expr)
    if text is not None:
        return text
    if names:
        return _evaluated(context, expr, names)
    if context.alone is not context and not context.instance.depends(expr):
        context = context.alone
    return context.once((known_value, id(expr)), lambda: _evaluated(context, expr, names))


def _evaluated(context: RuleContext, expr: Expr, names: Names) -> PlainValue | None:
    value, failed = context.instance.attempt(expr, names)
    if failed or value.all_marks & SECRET:
        return None
    return _plain(value)


def _plain(value: Value) -> PlainValue | None:
    data = value.data
    if isinstance(data, tuple):
        return _plain_tuple(data)
    if isinstance(data, Mapping):
        return _plain_mapping(data)
    if isinstance(data, Decimal):
        return float(data)
    if isinstance(data, str | int | bool):
        return data
    return None


def _plain_tuple(elements: tuple[Value, ...]) -> tuple[PlainValue, ...] | None:
    plain: list[PlainValue] = []
    for element in elements:
        value = _plain(element)
        if value is None:
            return None
        plain.append(value)
    return tuple(plain)


def _plain_mapping(members: Mapping[str, Value]) -> Mapping[str, PlainValue] | None:
    plain: dict[str, PlainValue] = {}
    for name, member in members.items():
        value = _plain(member)
        if value is None:
            return None
        plain[name] = value
    return plain


def local_expression(context: RuleContext, expr: Expr) -> Expr | None:
    """The expression of the local that ``expr`` reads as a whole; None for any other expression."""
    local = reference(expr)
    if local is None or local.root != "local" or len(local.steps) != 1:
        return None
    declared = context.configuration.declared.get(local.names[:2])
    if declared and isinstance(declared.node, Attribute):
        return declared.node.expr
    return None
