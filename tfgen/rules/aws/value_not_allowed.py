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

from tfgen.diagnostics import Diagnostic, did_you_mean
from tfgen.rules.aws._arguments import breaches, cited
from tfgen.rules.base import refused
from tfgen.rules.context import View

CODE = "TFG510"
SHOWN = 12
"""More values than this are not listed in a message."""


def check(view: View) -> Iterator[Diagnostic]:
    """Yield a finding for each value outside its list."""
    for breach in breaches(view, "enum"):
        values = breach.limit.values
        listed = ", ".join(values) if len(values) <= SHOWN else f"one of the {len(values)} values of the list"
        near = did_you_mean(breach.value, values)
        yield refused(
            CODE,
            breach.setting.site.parsed,
            breach.expr.range,
            f'{breach.setting.name} cannot be "{breach.value}"',
            f"{breach.setting.path} takes {listed} ({cited(breach.limit)}).",
            near,
        )
