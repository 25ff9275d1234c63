"""A condition that looks at nothing.

What it finds
    Conditions of validations, preconditions, postconditions and assertions that refer to nothing, and conditions of a
    variable's validation that do not refer to the variable.

Why it matters
    Terraform refuses it: "The condition expression must refer to at least one object from elsewhere in the
    configuration", "The condition for variable "x" must refer to var.x".

Example
    variable "zones" {
      type = list(string)

      validation {
        condition     = true
        error_message = "At least two zones."
      }
    }

Instead
    variable "zones" {
      type = list(string)

      validation {
        condition     = length(var.zones) > 1
        error_message = "At least two zones."
      }
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.hcl.walk import references
from tfgen.rules.model import found
from tfgen.rules.scope import Scoped
from tfgen.rules.view import View

CODE = "TFG428"

_IN = {
    "variable": (("validation",),),
    "output": (("precondition",),),
    "resource": (("lifecycle", "precondition"), ("lifecycle", "postcondition")),
    "data": (("lifecycle", "precondition"), ("lifecycle", "postcondition")),
    "check": (("assert",),),
}


def check(view: View) -> Iterator[Diagnostic]:
    """Yield a finding for each condition."""
    for place in view.expressions:
        if place.argument == "condition" and place.inside in _IN.get(place.block.type, ()):
            detail = _wrong(place)
            if detail:
                yield found(CODE, place.parsed, place.expr.range, "The condition looks at nothing of its own", detail)


def _wrong(place: Scoped) -> str | None:
    names = [one.names for one in references(place.expr)]
    labels = [label.value for label in place.block.labels]
    if place.block.type == "variable" and len(labels) == 1 and ("var", labels[0]) not in {n[:2] for n in names}:
        return f"It does not refer to var.{labels[0]}."
    return None if names else "It refers to nothing, so its result is always the same."
