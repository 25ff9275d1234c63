"""A name that AWS does not take.

What it finds
    The name of a resource (a bucket, a database's identifier, a role, a function ...) that is certain and too long, or
    holds what AWS does not allow in it.

Why it matters
    Terraform validates it, since the rules are AWS's; AWS refuses to make the resource.

Example
    resource "aws_s3_bucket" "logs" {
      bucket = "Payments_Logs"
    }

Instead
    resource "aws_s3_bucket" "logs" {
      bucket = "payments-logs"
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.aws._arguments import Violation, violations
from tfgen.rules.aws.value_of_wrong_length import bounds
from tfgen.rules.base import aws_diagnostic
from tfgen.rules.context import RuleContext

CODE = "TFG515"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each name that breaks a limit; one that breaks two is reported for its length."""
    long = {id(b.argument): b for b in violations(context, "length", name=True)}
    odd = {id(b.argument): b for b in violations(context, "pattern", name=True) if id(b.argument) not in long}
    for violation in long.values():
        yield _finding(
            violation,
            f"The name has {len(violation.value)} characters",
            f"{violation.argument.path} takes {bounds(violation.constraint)} ({violation.constraint.source}).",
        )
    for violation in odd.values():
        yield _finding(
            violation,
            f'"{violation.value}" is not a name that AWS takes here',
            f"{violation.argument.path} must match {violation.constraint.pattern} ({violation.constraint.source}).",
        )


def _finding(violation: Violation, summary: str, detail: str) -> Diagnostic:
    return aws_diagnostic(
        CODE, violation.argument.site.parsed, violation.expr.range, summary, detail, violation.constraint.hint
    )
