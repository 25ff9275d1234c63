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
from tfgen.terraform.config.findings import diagnostic, missing_block_range

CODE = "TFG302"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each required argument that is missing."""
    for site in context.analysis.schema_blocks:
        given = {a.name for a in site.body.attributes} | {name for name, _ in site.blocks()}
        for name, attribute in site.schema.attributes.items():
            if attribute.required and name not in given and site.kind != "provider":
                where = article(site.kind, site.path)
                yield diagnostic(
                    CODE,
                    site.parsed,
                    missing_block_range(site.parsed, site.header, site.body),
                    f'Missing argument "{name}"',
                    f"{sentence(where)} requires it.",
                    f'Add "{name}" ({attribute.type.friendly}).',
                )
