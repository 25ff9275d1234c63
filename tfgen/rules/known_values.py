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


_MOST: Final = 20_000
"""A value made of more parts than these, however they share their locals, counts as unknown."""


def known(view: View, expr: Expr, deep: int = _DEEP) -> Value | None:
    """The value of an expression; None when it, or any part of it, is null or not certain."""
    return _Known(view).value(expr, deep)


class _Known:
    """Finds one value, in a number of steps that is bounded."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.left = _MOST

    def value(self, expr: Expr, deep: int) -> Value | None:
        self.left -= 1
        if self.left < 0:
            return None
        match expr:
            case Literal():
                return expr.value
            case Template():
                return plain_string(expr)
            case Parens():
                return self.value(expr.inner, deep)
            case Unary(op="-"):
                value = self.value(expr.operand, deep)
                return -value if isinstance(value, int | float) and not isinstance(value, bool) else None
            case Tuple():
                return self._tuple(expr, deep)
            case Object():
                return self._object(expr, deep)
            case Call(name="jsonencode", args=(only,), expand=False):
                value = self.value(only, deep)
                return None if value is None else json.dumps(value)
        local = local_of(self.view, expr) if deep else None
        return None if local is None else self.value(local, deep - 1)

    def _tuple(self, expr: Tuple, deep: int) -> Value | None:
        found: list[Value] = []
        for item in expr.items:
            value = self.value(item, deep)
            if value is None:
                return None
            found.append(value)
        return tuple(found)

    def _object(self, expr: Object, deep: int) -> Value | None:
        found: dict[str, Value] = {}
        for item in expr.items:
            key, value = self.value(item.key, deep), self.value(item.value, deep)
            if not isinstance(key, str) or value is None:
                return None
            found[key] = value
        return found


def local_of(view: View, expr: Expr) -> Expr | None:
    """What the local is that ``expr`` reads as a whole."""
    found = reference(expr)
    if found is None or found.root != "local" or len(found.steps) != 1:
        return None
    declared = view.configuration.declared.get(found.names[:2])
    return declared.node.expr if declared and isinstance(declared.node, Attribute) else None
