"""A sensitive value where Terraform would show it.

What it finds
    Outputs of a root module that hold a sensitive value and are not declared sensitive; sensitive values in ``count``
    and ``for_each``.

Why it matters
    Terraform refuses it: "Output refers to sensitive values", or "Invalid for_each argument".

Example
    variable "password" {
      type      = string
      sensitive = true
    }

    output "password" {
      value = var.password
    }

Instead
    variable "password" {
      type      = string
      sensitive = true
    }

    output "password" {
      value     = var.password
      sensitive = true
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.rules.type_errors import error_diagnostics
from tfgen.terraform.types.evaluation_error import ErrorKind

CODE = "TFG467"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield the errors of this kind that evaluation finds."""
    yield from error_diagnostics(context, CODE, ErrorKind.SENSITIVE)
