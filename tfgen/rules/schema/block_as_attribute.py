"""A nested block written as an argument.

What it finds
    ``name = ...`` where the provider's schema has a nested block of that name. EFS ``lifecycle_policy`` written as a
    list of maps was one of the five failures tfgen began with.

Why it matters
    Terraform refuses it: "Unsupported argument ... Did you mean to define a block of this type?"

Example
    resource "aws_efs_file_system" "files" {
      lifecycle_policy = [{ transition_to_ia = "AFTER_30_DAYS" }]
    }

Instead
    resource "aws_efs_file_system" "files" {
      lifecycle_policy {
        transition_to_ia = "AFTER_30_DAYS"
      }
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.base import article
from tfgen.rules.context import RuleContext
from tfgen.rules.fixes.blocks import as_blocks
from tfgen.terraform.config.findings import diagnostic

CODE = "TFG303"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each block in an argument's form."""
    for block in context.analysis.schema_blocks:
        for argument in block.arguments():
            nested = block.schema.blocks.get(argument.name)
            if nested is None or argument.name in block.schema.attributes:
                continue
            where = article(block.kind, block.path)
            yield diagnostic(
                CODE,
                block.parsed,
                argument.name_range,
                f'"{argument.name}" is a block, not an argument',
                f"In {where} it is a nested block: it takes no equals sign and no list.",
                f"Write {argument.name} {{ ... }}, once for each element.",
                fix=None if nested.opaque else as_blocks(block.parsed, argument, nested.block),
            )
