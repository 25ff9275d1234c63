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
from tfgen.rules.aws._arguments import Breach, breaches
from tfgen.rules.aws.value_of_wrong_length import bounds
from tfgen.rules.base import refused
from tfgen.rules.context import View

CODE = "TFG515"


def check(view: View) -> Iterator[Diagnostic]:
    """Yield a finding for each name that breaks a limit; one that breaks two is reported for its length."""
    long = {id(b.setting): b for b in breaches(view, "length", name=True)}
    odd = {id(b.setting): b for b in breaches(view, "pattern", name=True) if id(b.setting) not in long}
    for breach in long.values():
        yield _finding(
            breach,
            f"The name has {len(breach.value)} characters",
            f"{breach.setting.path} takes {bounds(breach.limit)} ({breach.limit.source}).",
        )
    for breach in odd.values():
        yield _finding(
            breach,
            f'"{breach.value}" is not a name that AWS takes here',
            f"{breach.setting.path} must match {breach.limit.pattern} ({breach.limit.source}).",
        )


def _finding(breach: Breach, summary: str, detail: str) -> Diagnostic:
    return refused(CODE, breach.setting.site.parsed, breach.expr.range, summary, detail, breach.limit.hint)
