"""A condition that is no bool.

What it finds
    Conditions of conditionals, of ``for``, of validations and checks that are null or do not convert to a bool. In
    a validation of a called module the value counts that the call gives. In a root module the values count that
    values files and defaults give to variables: what fails with them is a warning.

Why it matters
    Terraform refuses it: "Incorrect condition type" or "Invalid condition result".

Example
    output "result" {
      value = "large" ? 2 : 1
    }

Instead
    output "result" {
      value = "large" == "large" ? 2 : 1
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.rules.type_errors import error_diagnostics
from tfgen.terraform.types.evaluation_error import ErrorKind

CODE = "TFG457"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield the errors of this kind that evaluation finds."""
    yield from error_diagnostics(context, CODE, ErrorKind.CONDITION)
