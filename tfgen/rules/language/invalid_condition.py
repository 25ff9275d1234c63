"""A condition that checks nothing.

What it finds
    Conditions of ``validation``, ``precondition``, ``postcondition`` and ``assert`` that refer to nothing, and
    validations that do not refer to the variable they stand in.

Why it matters
    Terraform refuses it: the result would always be the same.

Example
    variable "size" {
      type = number

      validation {
        condition     = 1 < 100
        error_message = "The size is at most 100."
      }
    }

Instead
    variable "size" {
      type = number

      validation {
        condition     = var.size < 100
        error_message = "The size is at most 100."
      }
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.hcl.syntax import Block, Expr
from tfgen.terraform.hcl.walk import references

CODE = "TFG239"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each condition that refers to nothing."""
    for each in context.analysis.language.named("rule"):
        condition = each.argument("condition")
        if condition and (wrong := _wrong(condition.expr, each.block, each.top)):
            detail, help_ = wrong
            summary = f"Invalid condition of the {each.block.type} block"
            yield diagnostic(CODE, each.parsed, condition.expr.range, summary, detail, help_)


def _wrong(condition: Expr, block: Block, top: Block) -> tuple[str, str] | None:
    names = [reference.names for reference in references(condition)]
    if block.type == "validation":
        variable = ("var", top.labels[0].value)
        if all(name[:2] != variable for name in names):
            return (
                f"It does not look at {'.'.join(variable)}, which it is to check.",
                f"Use {'.'.join(variable)} in it.",
            )
        return None
    return (
        None if names else ("It refers to nothing, so that its result is always the same.", "Refer to what it checks.")
    )
