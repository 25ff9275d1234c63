"""A loop over something without elements.

What it finds
    ``for`` expressions, splats and ``dynamic`` blocks over null, strings, numbers or bools. In a root module the
    values count that values files and defaults give to variables: what fails with them is a warning.

Why it matters
    Terraform refuses it: "Iteration over non-iterable value".

Example
    output "result" {
      value = [for letter in "abc" : letter]
    }

Instead
    output "result" {
      value = [for letter in ["a", "b", "c"] : letter]
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.rules.type_errors import error_diagnostics
from tfgen.terraform.types.evaluation_error import ErrorKind

CODE = "TFG460"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield the errors of this kind that evaluation finds."""
    yield from error_diagnostics(context, CODE, ErrorKind.ITERATION)
