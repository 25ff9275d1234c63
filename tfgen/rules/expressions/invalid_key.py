"""A key that cannot be one.

What it finds
    Keys of objects that are null, no text, or ambiguous, and keys that a ``for`` expression makes twice. In a root
    module the values count that values files and defaults give to variables: what fails with them is a warning.

Why it matters
    Terraform refuses it: "Ambiguous attribute key", "Duplicate object key" or the like.

Example
    output "result" {
      value = { for name in ["a", "a"] : name => 1 }
    }

Instead
    output "result" {
      value = { for name in ["a", "b"] : name => 1 }
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.rules.type_errors import error_diagnostics
from tfgen.terraform.types.evaluation_error import ErrorKind

CODE = "TFG462"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield the errors of this kind that evaluation finds."""
    yield from error_diagnostics(context, CODE, ErrorKind.KEY)
