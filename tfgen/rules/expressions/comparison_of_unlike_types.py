"""A comparison whose two sides can never be equal.

What it finds
    ``==`` or ``!=`` between values of two primitive types that are certain: a number with a text, a text with a
    bool, a number with a bool. A string-valued flag of a resource, or a variable of type string, compared with a
    bool is TFG403.

Why it matters
    ``==`` converts nothing: ``1 == "1"`` is false. Terraform accepts it, so a condition is always false, or always
    true, whatever the value.

Example
    variable "size" {
      type = number
    }

    output "is_small" {
      value = var.size == "1"
    }

Instead
    variable "size" {
      type = number
    }

    output "is_small" {
      value = var.size == 1
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic, Severity
from tfgen.rules.context import RuleContext
from tfgen.rules.references.string_flag_compared_with_bool import is_flag_comparison
from tfgen.terraform.analysis.module_analysis import ExpressionNode
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.hcl.syntax import Binary, Expr
from tfgen.terraform.types.model import BOOL, NUMBER, STRING, Type

CODE = "TFG472"

_WORDS: dict[Type, str] = {BOOL: "a bool", NUMBER: "a number", STRING: "a text"}


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each comparison of two primitive types that differ."""
    for node in context.analysis.nodes:
        expr = node.expr
        if isinstance(expr, Binary) and expr.op in ("==", "!=") and not node.bound:
            left, right = _type(context, expr.left), _type(context, expr.right)
            if not left or not right or left == right:
                continue
            if not is_flag_comparison(context, node, expr):
                yield _finding(node, expr, left, right)


def _type(context: RuleContext, expr: Expr) -> Type | None:
    """The primitive type of an expression; None where it is not certain, or may be null."""
    value, failed = context.instance.attempt(expr)
    if failed or value.null:
        return None
    if value.type in _WORDS:
        return value.type
    return None


def _finding(node: ExpressionNode, expr: Binary, left: Type, right: Type) -> Diagnostic:
    result = "false" if expr.op == "==" else "true"
    return diagnostic(
        CODE,
        node.place.parsed,
        expr.range,
        f"{_WORDS[left].capitalize()} is compared with {_WORDS[right]}",
        f"{expr.op} converts nothing, so this is always {result}.",
        "Compare values of one type.",
        Severity.WARNING,
    )
