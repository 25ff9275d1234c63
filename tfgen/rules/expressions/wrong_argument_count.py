"""A function call with too many or too few arguments.

What it finds
    Calls whose number of arguments does not fit the function.

Why it matters
    Terraform refuses it: "Not enough function arguments" or "Too many function arguments".

Example
    output "result" {
      value = replace("a", "b")
    }

Instead
    output "result" {
      value = replace("a", "b", "c")
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.rules.type_errors import error_diagnostics
from tfgen.terraform.types.evaluation_error import ErrorKind

CODE = "TFG454"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield the errors of this kind that evaluation finds."""
    yield from error_diagnostics(context, CODE, ErrorKind.ARGUMENT_COUNT)
