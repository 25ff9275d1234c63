"""An ephemeral value where Terraform would keep it.

What it finds
    Outputs of a root module, ``count`` and ``for_each`` that hold an ephemeral value.

Why it matters
    Terraform refuses it: what is ephemeral may stand in no state and no plan.

Example
    variable "token" {
      type      = string
      ephemeral = true
    }

    output "token" {
      value = var.token
    }

Instead
    variable "token" {
      type = string
    }

    output "token" {
      value = var.token
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.rules.type_errors import error_diagnostics
from tfgen.terraform.types.evaluation_error import ErrorKind

CODE = "TFG468"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield the errors of this kind that evaluation finds."""
    yield from error_diagnostics(context, CODE, ErrorKind.EPHEMERAL)
