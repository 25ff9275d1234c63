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
from tfgen.rules.aws._constraints import Violation, bounds, violations
from tfgen.rules.context import RuleContext
from tfgen.rules.resources import aws_finding

CODE = "TFG515"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each name that breaks a limit;
    one that breaks two is reported for its length.
    """
    by_length = {
        id(violation.argument): violation for violation in violations(context, "length", name=True)
    }
    by_pattern = {
        id(violation.argument): violation for violation in violations(context, "pattern", name=True)
    }
    for violation in by_length.values():
        constraint = violation.constraint
        yield _diagnostic(
            violation,
            f"The name has {len(violation.value)} characters",
            f"{violation.argument.path} takes {bounds(constraint)} ({constraint.source}).",
        )
    for argument, violation in by_pattern.items():
        constraint = violation.constraint
        if argument not in by_length:
            yield _diagnostic(
                violation,
                f'"{violation.value}" is not a name that AWS takes here',
                f"{violation.argument.path} must match {constraint.pattern} ({constraint.source}).",
            )


def _diagnostic(violation: Violation, summary: str, detail: str) -> Diagnostic:
    return aws_finding(
        CODE,
        violation.argument,
        summary,
        detail,
        violation.constraint.hint,
        range_=violation.expr.range,
    )
