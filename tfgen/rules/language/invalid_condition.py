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
from tfgen.terraform.config.language import LanguageBlock
from tfgen.terraform.hcl.syntax import Expr
from tfgen.terraform.hcl.walk import references

CODE = "TFG239"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each condition that refers to nothing."""
    for block in context.analysis.language.named("rule"):
        condition = block.argument("condition")
        if condition:
            yield from _check_condition(block, condition.expr)


def _check_condition(block: LanguageBlock, condition: Expr) -> Iterator[Diagnostic]:
    names = [reference.names for reference in references(condition)]
    if block.block.type == "validation":
        variable = ("var", block.top.labels[0].value)
        if all(name[:2] != variable for name in names):
            text = ".".join(variable)
            yield _finding(
                block,
                condition,
                f"It does not look at {text}, which it is to check.",
                f"Use {text} in it.",
            )
    elif not names:
        detail = "It refers to nothing, so that its result is always the same."
        yield _finding(block, condition, detail, "Refer to what it checks.")


def _finding(block: LanguageBlock, condition: Expr, detail: str, help_: str) -> Diagnostic:
    summary = f"Invalid condition of the {block.block.type} block"
    return diagnostic(CODE, block.parsed, condition.range, summary, detail, help_)
