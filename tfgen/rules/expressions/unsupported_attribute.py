"""An attribute that the value does not have.

What it finds
    Attributes of local values, variables, loop variables and other expressions whose type has no such attribute.
    Attributes of resources and modules have rules of their own. In a root module the values count that values files
    and defaults give to variables: what fails with them is a warning.

Why it matters
    Terraform refuses it: "Unsupported attribute".

Example
    variable "owner" {
      type = object({ name = string })
    }

    output "result" {
      value = var.owner.email
    }

Instead
    variable "owner" {
      type = object({ name = string })
    }

    output "result" {
      value = var.owner.name
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.rules.type_errors import error_diagnostics
from tfgen.terraform.types.evaluation_error import ErrorKind

CODE = "TFG459"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield the errors of this kind that evaluation finds, but for outputs of modules:
    TFG406 reports those.
    """
    of_modules = set()
    for place, access in context.analysis.accesses:
        if access.owner[0] == "module":
            of_modules.add((place.parsed.file.path, access.range))
    for diagnostic in error_diagnostics(context, CODE, ErrorKind.ATTRIBUTE):
        if (diagnostic.file, diagnostic.range) not in of_modules:
            yield diagnostic
