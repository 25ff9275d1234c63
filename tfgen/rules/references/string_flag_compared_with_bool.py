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
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.hcl.syntax import Binary, Expr, Literal, Parens
from tfgen.terraform.hcl.walk import reference
from tfgen.terraform.types.model import STRING

CODE = "TFG403"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each comparison that can have one result only."""
    for node in context.analysis.nodes:
        if isinstance(node.expr, Binary) and node.expr.op in ("==", "!="):
            left, right = _bare(node.expr.left), _bare(node.expr.right)
            for string, literal in ((left, right), (right, left)):
                if isinstance(literal, Literal) and isinstance(literal.value, bool):
                    yield from _compared(context, node, node.expr.op, string, literal)


def _bare(expr: Expr) -> Expr:
    while isinstance(expr, Parens):
        expr = expr.inner
    return expr


def _compared(
    context: RuleContext, node: ExpressionNode, operator: str, string: Expr, literal: Literal
) -> Iterator[Diagnostic]:
    flag, variable = _flag(string, node, context), _variable(string, node, context)
    if flag or variable:
        word = "true" if literal.value else "false"
        certain = bool(flag or node.place.parsed.generated or variable in context.analysis.flag_sources)
        yield diagnostic(
            CODE,
            node.place.parsed,
            node.expr.range,
            f"A string is compared with {word}",
            f"{flag or variable} is a string, so this is always {'false' if operator == '==' else 'true'}.",
            f'Compare it with "{word}".',
            Severity.ERROR if certain else Severity.WARNING,
            fix=replace_fix(literal.range, f'"{word}"', safe=certain),
        )


def _flag(expr: Expr, node: ExpressionNode, context: RuleContext) -> str | None:
    """The path of the string-valued flag that ``expr`` reads."""
    read = access(expr, node.bound)
    declared = context.configuration.declared.get(read.owner) if read else None
    if read and declared and context.schema and checked_type(read.owner, declared, context.configuration):
        path = ".".join((*read.owner[:-1], read.name))
        attribute = context.schema.attribute(path)
        return path if attribute and attribute.string_flag else None
    return None


def _variable(expr: Expr, node: ExpressionNode, context: RuleContext) -> str | None:
    """The name of the variable of type string that ``expr`` is."""
    read = reference(expr)
    if read and read.root == "var" and read.root not in node.bound and len(read.steps) == len(read.names) - 1 == 1:
        return ".".join(read.names) if context.configuration.interface.types.get(read.names[1]) == STRING else None
    return None
