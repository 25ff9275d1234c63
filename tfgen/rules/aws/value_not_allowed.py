"""A value that is not one of those that AWS knows.

What it finds
    An argument of a resource, or an element of it, whose value is certain and not in the list that AWS's API model has
    for it (the PyPI package botocore carries the models) or that the provider has.

Why it matters
    Terraform validates and often plans it; AWS then refuses the call, in the middle of the apply.

Example
    resource "aws_s3_bucket_versioning" "logs" {
      bucket = "logs"

      versioning_configuration {
        status = "On"
      }
    }

Instead
    resource "aws_s3_bucket_versioning" "logs" {
      bucket = "logs"

      versioning_configuration {
        status = "Enabled"
      }
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.aws._constraints import citation, violations
from tfgen.rules.context import RuleContext
from tfgen.rules.resources import aws_finding
from tfgen.spelling import did_you_mean

CODE = "TFG510"
MAX_SHOWN = 12
"""More values than this are not listed in a message."""


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each value outside its list."""
    for violation in violations(context, "enum"):
        argument, constraint = violation.argument, violation.constraint
        yield aws_finding(
            CODE,
            argument,
            f'{argument.name} cannot be "{violation.value}"',
            f"{argument.path} takes {_listed(constraint.values)} ({citation(constraint)}).",
            did_you_mean(violation.value, constraint.values),
            range_=violation.expr.range,
        )


def _listed(values: tuple[str, ...]) -> str:
    if len(values) <= MAX_SHOWN:
        return ", ".join(values)
    return f"one of the {len(values)} values of the list"
