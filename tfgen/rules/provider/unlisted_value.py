"""A value that is not on the provider's own list.

What it finds
    An argument of a resource, a data source or the provider, or an element of it, whose value is certain and not one of
    those that the AWS provider names when it refuses. The real providers 3.39.0 and 5.100.0 were asked about every
    argument. For another version the nearest of them counts, as a warning, where the argument is the same and AWS's API
    models do not know it.

Why it matters
    The provider refuses it when Terraform validates.

Example
    resource "aws_lb" "web" {
      subnets            = ["subnet-0123456789abcdef0"]
      load_balancer_type = "http"
    }

Instead
    resource "aws_lb" "web" {
      subnets            = ["subnet-0123456789abcdef0"]
      load_balancer_type = "application"
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.rules.provider._texts import refused_texts
from tfgen.spelling import did_you_mean

CODE = "TFG320"
MAX_SHOWN = 12
"""More values than this are not listed in a message."""


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each value outside its list."""
    for refused in refused_texts(context, "enum"):
        judged, refusal = refused.judged.judged, refused.judged.refusal
        name = refused.judged.argument.name
        yield judged.diagnostic(
            CODE,
            refused.expr.range,
            f'"{name}" cannot be "{refused.text}"',
            f"It takes {_listed(refusal.values)}.",
            did_you_mean(refused.text, refusal.values),
            refused.planned,
        )


def _listed(values: tuple[str, ...]) -> str:
    if len(values) == 1:
        return f"only {values[0]}"
    if len(values) <= MAX_SHOWN:
        return f"{', '.join(values[:-1])} or {values[-1]}"
    return f"one of a list of {len(values)} values, such as {', '.join(values[:3])}"
