"""An action trigger without actions.

What it finds
    ``action_trigger`` blocks whose ``actions`` is no list of references to actions of this directory, or whose
    ``actions`` or ``events`` is empty.

Why it matters
    Terraform refuses it: "No actions specified", "No events specified".

Example
    resource "terraform_data" "release" {
      lifecycle {
        action_trigger {
          events  = [after_create]
          actions = []
        }
      }
    }

Instead
    resource "terraform_data" "release" {
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.source import Range
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.config.language import LanguageBlock
from tfgen.terraform.hcl.syntax import Expr, Tuple
from tfgen.terraform.hcl.walk import references

CODE = "TFG246"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each problem of each action trigger."""
    for block, argument in context.analysis.language.arguments("events"):
        if isinstance(argument.expr, Tuple) and not argument.expr.items:
            yield _finding(block, block.block.header, "It has no events.")
    for block, argument in context.analysis.language.arguments("actions"):
        yield from _check_actions(block, argument.expr)


def _check_actions(block: LanguageBlock, actions: Expr) -> Iterator[Diagnostic]:
    if not isinstance(actions, Tuple):
        yield _finding(
            block, actions.range, "actions is a list, written as one: [action.aws_lambda_invoke.x]."
        )
        return
    if not actions.items:
        yield _finding(block, block.block.header, "It has no actions.")
    for item in actions.items:
        roots = [reference.root for reference in references(item)]
        if roots.count("action") != 1 or "module" in roots:
            yield _finding(block, item.range, "Each entry refers to one action of this directory.")


def _finding(block: LanguageBlock, range_: Range, detail: str) -> Diagnostic:
    return diagnostic(CODE, block.parsed, range_, "Invalid action trigger", detail)
