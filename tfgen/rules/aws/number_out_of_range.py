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
from tfgen.rules.aws._arguments import breaches, cited
from tfgen.rules.aws.value_of_wrong_length import bounds
from tfgen.rules.base import refused
from tfgen.rules.context import View

CODE = "TFG513"


def check(view: View) -> Iterator[Diagnostic]:
    """Yield a finding for each number outside its range."""
    for breach in breaches(view, "range"):
        yield refused(
            CODE,
            breach.setting.site.parsed,
            breach.expr.range,
            f"{breach.setting.name} cannot be {breach.value}",
            f"{breach.setting.path} takes {bounds(breach.limit)} ({cited(breach.limit)}).",
        )
