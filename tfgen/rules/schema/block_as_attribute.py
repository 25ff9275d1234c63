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
    for site in context.analysis.schema_blocks:
        for argument in site.arguments():
            nested = site.schema.blocks.get(argument.name)
            if nested and argument.name not in site.schema.attributes:
                yield diagnostic(
                    CODE,
                    site.parsed,
                    argument.name_range,
                    f'"{argument.name}" is a block, not an argument',
                    f"In {article(site.kind, site.path)} it is a nested block: it takes no equals sign and no list.",
                    f"Write {argument.name} {{ ... }}, once for each element.",
                    fix=None if nested.opaque else as_blocks(site.parsed, argument, nested.block),
                )
