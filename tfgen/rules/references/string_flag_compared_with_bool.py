"""A string compared with true or false.

What it finds
    ``==`` or ``!=`` between a bool and what is a string: a string-valued flag of the provider, or a variable of type
    string that such a flag gets its value from. For other variables of type string it is a warning.

Why it matters
    Terraform's ``==`` does not convert: a string never equals a bool, so the condition never changes. Terraform says
    nothing.

Example
    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id       = "cache"
      description                = "Sessions"
      at_rest_encryption_enabled = "true"
    }

    output "encrypted" {
      value = aws_elasticache_replication_group.cache.at_rest_encryption_enabled == true
    }

Instead
    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id       = "cache"
      description                = "Sessions"
      at_rest_encryption_enabled = "true"
    }

    output "encrypted" {
      value = aws_elasticache_replication_group.cache.at_rest_encryption_enabled == "true"
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic, Severity
from tfgen.rules.context import RuleContext
from tfgen.rules.fixes.edits import replace_fix
from tfgen.terraform.analysis.attribute_access import access
from tfgen.terraform.analysis.module_analysis import ExpressionNode
from tfgen.terraform.analysis.schema_blocks import checked_type
from tfgen.terraform.analysis.static_forms import bare
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.hcl.syntax import Binary, Expr, Literal
from tfgen.terraform.hcl.walk import reference
from tfgen.terraform.types.model import STRING

CODE = "TFG403"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each comparison that can have one result only."""
    for node in context.analysis.nodes:
        if isinstance(node.expr, Binary) and node.expr.op in ("==", "!="):
            left, right = bare(node.expr.left), bare(node.expr.right)
            yield from _check_sides(context, node, left, right)
            yield from _check_sides(context, node, right, left)


def is_flag_comparison(context: RuleContext, node: ExpressionNode, expr: Binary) -> bool:
    """True for a comparison that this rule has a finding for."""
    left, right = bare(expr.left), bare(expr.right)
    sides = (*_check_sides(context, node, left, right), *_check_sides(context, node, right, left))
    return bool(sides)


def _check_sides(
    context: RuleContext, node: ExpressionNode, string: Expr, literal: Expr
) -> Iterator[Diagnostic]:
    if not isinstance(literal, Literal) or not isinstance(literal.value, bool):
        return
    flag, variable = _flag(string, node, context), _variable(string, node, context)
    if flag or variable:
        word = "true" if literal.value else "false"
        result = "false" if isinstance(node.expr, Binary) and node.expr.op == "==" else "true"
        confident = bool(
            flag or node.place.parsed.generated or variable in context.analysis.flag_sources
        )
        yield diagnostic(
            CODE,
            node.place.parsed,
            node.expr.range,
            f"A string is compared with {word}",
            f"{flag or variable} is a string, so this is always {result}.",
            f'Compare it with "{word}".',
            Severity.ERROR if confident else Severity.WARNING,
            fix=replace_fix(literal.range, f'"{word}"', safe=confident),
        )


def _flag(expr: Expr, node: ExpressionNode, context: RuleContext) -> str | None:
    """The path of the string-valued flag that ``expr`` reads."""
    flag = access(expr, node.bound)
    declared = context.configuration.declared.get(flag.owner) if flag else None
    if flag is None or declared is None or context.schema is None:
        return None
    if not checked_type(flag.owner, declared, context.configuration):
        return None
    path = ".".join((*flag.owner[:-1], flag.name))
    attribute = context.schema.attribute(path)
    return path if attribute and attribute.string_flag else None


def _variable(expr: Expr, node: ExpressionNode, context: RuleContext) -> str | None:
    """The name of the variable of type string that ``expr`` is."""
    variable = reference(expr)
    if variable is None or variable.root != "var" or "var" in node.bound:
        return None
    if not len(variable.steps) == len(variable.names) - 1 == 1:
        return None
    is_string = context.configuration.interface.types.get(variable.names[1]) == STRING
    return ".".join(variable.names) if is_string else None
