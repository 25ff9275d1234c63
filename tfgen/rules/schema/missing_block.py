"""A required nested block that is not there.

What it finds
    A body with fewer blocks of one name than the schema, or the provider's own code, requires.

Why it matters
    Terraform refuses it: "Insufficient ... blocks".

Example
    resource "aws_s3_bucket_versioning" "files" {
      bucket = "files"
    }

Instead
    resource "aws_s3_bucket_versioning" "files" {
      bucket = "files"

      versioning_configuration {
        status = "Enabled"
      }
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.base import article, sentence
from tfgen.rules.context import RuleContext
from tfgen.rules.schema._block_counts import block_counts
from tfgen.terraform.config.findings import diagnostic, missing_block_range

CODE = "TFG307"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each kind of block that occurs too seldom."""
    for blocks in block_counts(context):
        least, outer = blocks.schema.least, blocks.block
        if blocks.count < least and not blocks.open and outer.kind != "provider":
            where = article(outer.kind, outer.path)
            how_many = "one" if least == 1 else str(least)
            yield diagnostic(
                CODE,
                outer.parsed,
                missing_block_range(outer.parsed, outer.header, outer.body),
                f'Missing block "{blocks.name}"',
                f"{sentence(where)} requires at least {how_many}; there is {blocks.count or 'none'}.",
                f"Add {blocks.name} {{ ... }}.",
            )
