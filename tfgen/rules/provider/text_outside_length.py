"""A text that is longer or shorter than the provider takes.

What it finds
    A text that is certain, and an empty one where the AWS provider takes none. The real
    providers 3.39.0 and 5.100.0 were asked; for another version the nearest of them counts, as
    a warning, where the argument is the same.

Why it matters
    The provider refuses it when Terraform validates.

Example
    resource "aws_lb" "web" {
      name    = "web-load-balancer-of-the-payments-team"
      subnets = ["subnet-0123456789abcdef0"]
    }

Instead
    resource "aws_lb" "web" {
      name    = "web-payments"
      subnets = ["subnet-0123456789abcdef0"]
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.rules.provider._texts import refused_texts
from tfgen.rules.provider._words import bounds

CODE = "TFG322"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each text of the wrong length."""
    for refused in refused_texts(context, "length"):
        name = refused.judged.argument.name
        length = f"{len(refused.text)} character{'s' * (len(refused.text) != 1)}"
        yield refused.judged.judged.diagnostic(
            CODE,
            refused.expr.range,
            f'"{name}" cannot be {f"{length} long" if refused.text else "empty"}',
            f"It takes {bounds(refused.judged.refusal)} characters.",
            "",
            refused.planned,
        )
