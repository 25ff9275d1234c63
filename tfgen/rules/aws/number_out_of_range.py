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
from tfgen.rules.aws._arguments import cited, violations
from tfgen.rules.aws.value_of_wrong_length import bounds
from tfgen.rules.base import aws_diagnostic
from tfgen.rules.context import RuleContext

CODE = "TFG513"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each number outside its range."""
    for violation in violations(context, "range"):
        yield aws_diagnostic(
            CODE,
            violation.argument.site.parsed,
            violation.expr.range,
            f"{violation.argument.name} cannot be {violation.value}",
            f"{violation.argument.path} takes {bounds(violation.constraint)} ({cited(violation.constraint)}).",
        )
