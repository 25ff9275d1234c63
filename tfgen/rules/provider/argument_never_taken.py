"""An argument that the provider's schema has and the provider never takes.

What it finds
    An argument such as "id", which the schema calls optional and the AWS provider refuses with every value. The real
    providers 3.39.0 and 5.100.0 were asked; for another version the nearest of them counts, as a warning, where the
    argument is the same.

Why it matters
    The provider refuses it when Terraform validates.

Example
    resource "aws_eip" "nat" {
      id     = "eipalloc-0123456789abcdef0"
      domain = "vpc"
    }

Instead
    resource "aws_eip" "nat" {
      domain = "vpc"
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.rules.provider._knowledge import value_of
from tfgen.rules.provider._refusals import judged_arguments

CODE = "TFG328"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each such argument, unless it is null."""
    for judged in judged_arguments(context, "never"):
        argument = judged.argument
        if value_of(context, argument.expr).null:
            continue
        yield judged.judged.diagnostic(
            CODE,
            argument.name_range,
            f'"{argument.name}" can only be read',
            "The schema has it as an argument, but no value is taken.",
            f'Remove "{argument.name}".',
            planned=False,
        )
