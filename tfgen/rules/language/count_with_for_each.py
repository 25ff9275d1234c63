"""Both count and for_each.

What it finds
    A resource, data source, ephemeral resource, module call or action with ``count`` and with ``for_each``.

Why it matters
    Terraform refuses it: it could not tell how many there are to be.

Example
    resource "aws_eip" "nat" {
      count    = 2
      for_each = toset(["a", "b"])
    }

Instead
    resource "aws_eip" "nat" {
      for_each = toset(["a", "b"])
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.base import sentence
from tfgen.rules.context import RuleContext
from tfgen.terraform.config.findings import diagnostic

CODE = "TFG229"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each block with both."""
    for block in context.analysis.language.blocks:
        if "count" not in block.rules.arguments:
            continue
        count, for_each = block.argument("count"), block.argument("for_each")
        if count and for_each:
            yield diagnostic(
                CODE,
                block.parsed,
                for_each.name_range,
                "Both count and for_each",
                f"{sentence(block.title)} has count too, at line {count.range.start.line}.",
                "Remove one.",
            )
