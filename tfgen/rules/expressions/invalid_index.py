"""An index that leads to nothing.

What it finds
    Indexes that a list or tuple does not have, keys that a map or object does not have, indexes of what has none.
    In a root module the values count that values files and defaults give to variables: what fails with them is a
    warning.

Why it matters
    Terraform refuses it: "Invalid index".

Example
    locals {
      zones = ["a", "b"]
    }

    output "result" {
      value = local.zones[2]
    }

Instead
    locals {
      zones = ["a", "b"]
    }

    output "result" {
      value = local.zones[1]
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.rules.type_errors import error_diagnostics
from tfgen.terraform.types.evaluation_error import ErrorKind

CODE = "TFG458"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield the errors of this kind that evaluation finds."""
    yield from error_diagnostics(context, CODE, ErrorKind.INDEX)
