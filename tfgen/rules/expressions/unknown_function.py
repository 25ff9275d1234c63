"""A call of a function that does not exist.

What it finds
    Functions that Terraform does not have. Those of providers are TFG429's.

Why it matters
    Terraform refuses it: "Call to unknown function". Usually it is a misspelt name.

Example
    output "result" {
      value = uper("a")
    }

Instead
    output "result" {
      value = upper("a")
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic, Fix
from tfgen.rules.context import RuleContext
from tfgen.rules.fixes.edits import rename_fix, source_text
from tfgen.rules.type_errors import error_diagnostics
from tfgen.source import Range
from tfgen.terraform.config.configuration import Parsed
from tfgen.terraform.functions import names, tofu_version
from tfgen.terraform.types.evaluation_error import ErrorKind

CODE = "TFG453"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield the errors of this kind that evaluation finds."""
    yield from error_diagnostics(context, CODE, ErrorKind.UNKNOWN_FUNCTION, _fix)


def _fix(parsed: Parsed, range_: Range) -> Fix | None:
    """The function that must be meant."""
    name = source_text(parsed, range_)
    if not name.isidentifier() or tofu_version(name):
        return None
    return rename_fix(range_, name, names())
