"""A number that is smaller or larger than AWS takes it.

What it finds
    An argument of a resource whose value is certain and lies outside the range that AWS's API model, or AWS's
    documentation, has for it.

Why it matters
    Terraform validates it; AWS then refuses the call, in the middle of the apply.

Example
    resource "aws_sqs_queue" "jobs" {
      name                       = "jobs"
      visibility_timeout_seconds = 86400
    }

Instead
    resource "aws_sqs_queue" "jobs" {
      name                       = "jobs"
      visibility_timeout_seconds = 43200
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.aws._constraints import bounds, citation, violations
from tfgen.rules.context import RuleContext
from tfgen.rules.resources import aws_finding

CODE = "TFG513"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each number outside its range."""
    for violation in violations(context, "range"):
        argument, constraint = violation.argument, violation.constraint
        yield aws_finding(
            CODE,
            argument,
            f"{argument.name} cannot be {violation.value}",
            f"{argument.path} takes {bounds(constraint)} ({citation(constraint)}).",
            range_=violation.expr.range,
        )
