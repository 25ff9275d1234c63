"""A default that does not fit the variable's type.

What it finds
    Defaults that do not convert to the type constraint.

Why it matters
    Terraform refuses it: "Invalid default value for variable".

Example
    variable "size" {
      type    = number
      default = "large"
    }

    output "size" {
      value = var.size
    }

Instead
    variable "size" {
      type    = number
      default = 3
    }

    output "size" {
      value = var.size
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.rules.type_errors import error_diagnostics
from tfgen.terraform.types.evaluation_error import ErrorKind

CODE = "TFG465"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield the errors of this kind that evaluation finds."""
    yield from error_diagnostics(context, CODE, ErrorKind.DEFAULT)
