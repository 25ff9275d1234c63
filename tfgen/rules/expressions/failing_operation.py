"""An operation without a result.

What it finds
    Zero divided by zero, or a null operand, where the values are known. In a root module the values count that
    values files and defaults give to variables: what fails with them is a warning.

Why it matters
    Terraform refuses it: "Operation failed".

Example
    output "result" {
      value = 0 / 0
    }

Instead
    output "result" {
      value = 1 / 2
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.rules.type_errors import error_diagnostics
from tfgen.terraform.types.evaluation_error import ErrorKind

CODE = "TFG452"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield the errors of this kind that evaluation finds."""
    yield from error_diagnostics(context, CODE, ErrorKind.OPERATION)
