"""A required argument that is not there.

What it finds
    A resource, data source or nested block without an argument that the provider's schema requires.

Why it matters
    Terraform refuses it: "Missing required argument".

Example
    resource "aws_kms_alias" "files" {
      name = "alias/files"
    }

Instead
    resource "aws_kms_alias" "files" {
      name          = "alias/files"
      target_key_id = "1234abcd-12ab-34cd-56ef-1234567890ab"
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.base import article, sentence
from tfgen.rules.context import RuleContext
from tfgen.rules.schema._written_names import written_names
from tfgen.terraform.config.findings import diagnostic, missing_block_range

CODE = "TFG302"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each required argument that is missing."""
    for block in context.analysis.schema_blocks:
        if block.kind == "provider":
            continue
        written = set(written_names(block))
        for name, attribute in block.schema.attributes.items():
            if attribute.required and name not in written:
                yield diagnostic(
                    CODE,
                    block.parsed,
                    missing_block_range(block.parsed, block.header, block.body),
                    f'Missing argument "{name}"',
                    f"{sentence(article(block.kind, block.path))} requires it.",
                    f'Add "{name}" ({attribute.type.friendly}).',
                )
