"""What is certain of an expression's value: literals, and locals made of them.

The one place where rules about values read them. Variables are never certain: a caller may give another value than the
default.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

from tfgen.hcl.syntax import Attribute, Call, Expr, Literal, Object, Parens, Template, Tuple, Unary
from tfgen.hcl.walk import plain_string, reference
from tfgen.rules.view import View

Value = str | int | float | bool | tuple["Value", ...] | Mapping[str, "Value"]
"""A value without nulls in it."""

_DEEP: Final = 20
"""Locals that refer to locals further than this, or to themselves, count as unknown."""


def known(view: View, expr: Expr, deep: int = _DEEP) -> Value | None:
    """The value of an expression; None when it, or any part of it, is null or not certain."""
    match expr:
        case Literal():
            return expr.value
        case Template():
            return plain_string(expr)
        case Parens():
            return known(view, expr.inner, deep)
        case Unary(op="-"):
            value = known(view, expr.operand, deep)
            return -value if isinstance(value, int | float) and not isinstance(value, bool) else None
        case Tuple():
            items = [known(view, item, deep) for item in expr.items]
            return None if None in items else tuple(item for item in items if item is not None)
        case Object():
            return _object(view, expr, deep)
        case Call(name="jsonencode", args=(only,), expand=False):
            value = known(view, only, deep)
            return None if value is None else json.dumps(value)
    local = local_of(view, expr) if deep else None
    return None if local is None else known(view, local, deep - 1)


def local_of(view: View, expr: Expr) -> Expr | None:
    """What the local is that ``expr`` reads as a whole."""
    found = reference(expr)
    if found is None or found.root != "local" or len(found.steps) != 1:
        return None
    declared = view.configuration.declared.get(found.names[:2])
    return declared.node.expr if declared and isinstance(declared.node, Attribute) else None


def _object(view: View, expr: Object, deep: int) -> Value | None:
    found: dict[str, Value] = {}
    for item in expr.items:
        key, value = known(view, item.key, deep), known(view, item.value, deep)
        if not isinstance(key, str) or value is None:
            return None
        found[key] = value
    return found
