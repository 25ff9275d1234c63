"""A count that is no whole number.

What it finds
    ``count`` with a value that is null, negative, broken or no number. In a root module the values count that
    values files and defaults give to variables: what fails with them is a warning.

Why it matters
    Terraform refuses it: "Invalid count argument".

Example
    resource "terraform_data" "this" {
      count = ["a", "b"]
    }

Instead
    resource "terraform_data" "this" {
      count = length(["a", "b"])
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.rules.type_errors import error_diagnostics
from tfgen.terraform.types.evaluation_error import ErrorKind

CODE = "TFG463"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield the errors of this kind that evaluation finds."""
    yield from error_diagnostics(context, CODE, ErrorKind.COUNT)
