"""An operator with an operand of the wrong type.

What it finds
    Operands that do not convert to what the operator takes: numbers for arithmetic and order, bools for logic. In a
    root module the values count that values files and defaults give to variables: what fails with them is a
    warning.

Why it matters
    Terraform refuses it: "Invalid operand".

Example
    output "result" {
      value = 1 + "two"
    }

Instead
    output "result" {
      value = 1 + 2
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.rules.type_errors import error_diagnostics
from tfgen.terraform.types.evaluation_error import ErrorKind

CODE = "TFG451"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield the errors of this kind that evaluation finds."""
    yield from error_diagnostics(context, CODE, ErrorKind.OPERAND)
