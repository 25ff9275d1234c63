"""A value in a text that has no text.

What it finds
    Lists, maps, objects and nulls between ``${`` and ``}`` in a longer string. In a root module the values count
    that values files and defaults give to variables: what fails with them is a warning.

Why it matters
    Terraform refuses it: "Invalid template interpolation value".

Example
    locals {
      zones = ["a", "b"]
    }

    output "result" {
      value = "zones: ${local.zones}"
    }

Instead
    locals {
      zones = ["a", "b"]
    }

    output "result" {
      value = "zones: ${join(", ", local.zones)}"
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.rules.type_errors import error_diagnostics
from tfgen.terraform.types.evaluation_error import ErrorKind

CODE = "TFG461"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield the errors of this kind that evaluation finds."""
    yield from error_diagnostics(context, CODE, ErrorKind.TEMPLATE)
