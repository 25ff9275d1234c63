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
from tfgen.terraform.hcl.syntax import Tuple
from tfgen.terraform.hcl.walk import references

CODE = "TFG246"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each problem of each action trigger."""
    for each, argument in context.analysis.language.arguments("events"):
        if isinstance(argument.expr, Tuple) and not argument.expr.items:
            yield _finding(each, each.block.header, "It has no events.")
    for each, argument in context.analysis.language.arguments("actions"):
        if not isinstance(argument.expr, Tuple):
            yield _finding(
                each, argument.expr.range, "actions is a list, written as one: [action.aws_lambda_invoke.x]."
            )
        elif not argument.expr.items:
            yield _finding(each, each.block.header, "It has no actions.")
        for item in argument.expr.items if isinstance(argument.expr, Tuple) else ():
            roots = [reference.root for reference in references(item)]
            if roots.count("action") != 1 or "module" in roots:
                yield _finding(each, item.range, "Each entry refers to one action of this directory.")


def _finding(each: LanguageBlock, place: Range, detail: str) -> Diagnostic:
    return diagnostic(CODE, each.parsed, place, "Invalid action trigger", detail)
