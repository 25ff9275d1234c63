"""A for_each over something other than a map or a set of strings.

What it finds
    ``for_each`` of resources, data sources and modules with a list, a tuple, a set of other things, or null. In a
    root module the values count that values files and defaults give to variables: what fails with them is a
    warning.

Why it matters
    Terraform refuses it: "Invalid for_each argument".

Example
    resource "terraform_data" "this" {
      for_each = ["a", "b"]
    }

Instead
    resource "terraform_data" "this" {
      for_each = toset(["a", "b"])
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.rules.type_errors import error_diagnostics
from tfgen.terraform.types.evaluation_error import ErrorKind

CODE = "TFG464"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield the errors of this kind that evaluation finds."""
    yield from error_diagnostics(context, CODE, ErrorKind.FOR_EACH)
