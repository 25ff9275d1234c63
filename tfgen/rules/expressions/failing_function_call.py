"""A function call that fails.

What it finds
    Arguments that do not convert to what the function takes, and values for which it has no result, where they are
    known. In a validation of a called module the value counts that the call gives. In a root module the values
    count that values files and defaults give to variables: what fails with them is a warning.

Why it matters
    Terraform refuses it: "Invalid function argument" or "Error in function call".

Example
    output "result" {
      value = cidrsubnet("10.0.0.0/16", 20, 1)
    }

Instead
    output "result" {
      value = cidrsubnet("10.0.0.0/16", 8, 1)
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.rules.type_errors import error_diagnostics
from tfgen.terraform.types.evaluation_error import ErrorKind

CODE = "TFG455"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield the errors of this kind that evaluation finds."""
    yield from error_diagnostics(context, CODE, ErrorKind.FUNCTION)
