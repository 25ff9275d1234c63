"""A conditional whose two results have no type in common.

What it finds
    Conditional expressions with, for instance, a list on one side and a string on the other. In a root module the
    values count that values files and defaults give to variables: what fails with them is a warning.

Why it matters
    Terraform refuses it: "Inconsistent conditional result types".

Example
    variable "many" {
      type = bool
    }

    output "result" {
      value = var.many ? ["a", "b"] : "a"
    }

Instead
    variable "many" {
      type = bool
    }

    output "result" {
      value = var.many ? ["a", "b"] : ["a"]
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.rules.type_errors import error_diagnostics
from tfgen.terraform.types.evaluation_error import ErrorKind

CODE = "TFG456"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield the errors of this kind that evaluation finds."""
    yield from error_diagnostics(context, CODE, ErrorKind.BRANCHES)
