"""A number outside the provider's own range.

What it finds
    A number that is certain and that the AWS provider refuses. The real providers 3.39.0 and
    5.100.0 were asked; for another version the nearest of them counts, as a warning, where the
    argument is the same.

Why it matters
    The provider refuses it when Terraform validates.

Example
    resource "aws_db_instance" "orders" {
      skip_final_snapshot = true
      instance_class          = "db.t3.micro"
      backup_retention_period = 90
    }

Instead
    resource "aws_db_instance" "orders" {
      skip_final_snapshot = true
      instance_class          = "db.t3.micro"
      backup_retention_period = 35
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.rules.provider._texts import refused_texts
from tfgen.rules.provider._words import bounds

CODE = "TFG321"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each number outside its range."""
    for refused in refused_texts(context, "range"):
        refusal = refused.judged.refusal
        name = refused.judged.argument.name
        besides = "".join(f", or {value}" for value in refusal.values)
        yield refused.judged.judged.diagnostic(
            CODE,
            refused.expr.range,
            f'"{name}" cannot be {refused.text}',
            f"It takes {bounds(refusal)}{besides}.",
            "",
            refused.planned,
        )
