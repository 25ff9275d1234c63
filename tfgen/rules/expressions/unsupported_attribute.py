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
from tfgen.rules.type_errors import told
from tfgen.terraform.types.evaluation_error import ErrorKind

CODE = "TFG459"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield what evaluation finds of this kind."""
    accesses = context.analysis.accesses
    modules = {(place.parsed.file.path, access.range) for place, access in accesses if access.owner[0] == "module"}
    yield from (d for d in told(context, CODE, ErrorKind.ATTRIBUTE) if (d.file, d.range) not in modules)
