"""A value that does not have the form that AWS wants.

What it finds
    An argument of a resource, or an element of it, whose value is certain and does not match the pattern that AWS's API
    model has for it.

Why it matters
    Terraform validates it; AWS then refuses the call, in the middle of the apply.

Example
    resource "aws_ssm_maintenance_window" "patches" {
      name     = "nightly patches"
      schedule = "rate(1 day)"
      duration = 3
      cutoff   = 1
    }

Instead
    resource "aws_ssm_maintenance_window" "patches" {
      name     = "nightly-patches"
      schedule = "rate(1 day)"
      duration = 3
      cutoff   = 1
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.aws._constraints import citation, violations
from tfgen.rules.context import RuleContext
from tfgen.rules.resources import aws_finding

CODE = "TFG511"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each value that does not match."""
    for violation in violations(context, "pattern", name=False):
        argument, constraint = violation.argument, violation.constraint
        yield aws_finding(
            CODE,
            argument,
            f'{argument.name} cannot be "{violation.value}"',
            f"{argument.path} must match {constraint.pattern} ({citation(constraint)}).",
            constraint.hint,
            range_=violation.expr.range,
        )
