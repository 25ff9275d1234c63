"""A nested block that the provider's schema does not have.

What it finds
    ``name { ... }`` inside a resource, data source, provider or nested block that has no such block.

Why it matters
    Terraform refuses it: "Unsupported block type".

Example
    resource "aws_efs_file_system" "files" {
      lifecycle_polcy {
        transition_to_ia = "AFTER_30_DAYS"
      }
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

from tfgen.diagnostics import Diagnostic, did_you_mean
from tfgen.rules.model import article, found, sentence
from tfgen.rules.sites import META_BLOCKS
from tfgen.rules.view import View

CODE = "TFG310"


def check(view: View) -> Iterator[Diagnostic]:
    """Yield a finding for each unknown block."""
    for site in view.sites:
        for name, block in site.blocks():
            if name not in site.schema.blocks and name not in site.schema.attributes:
                meta = META_BLOCKS.get(site.kind or "", ())
                where = article(site.kind, site.path)
                yield found(
                    CODE,
                    site.parsed,
                    block.header,
                    f'Unknown block "{name}"',
                    f"{sentence(where)} has no such block.",
                    did_you_mean(name, (*site.schema.blocks, *site.schema.attributes, *meta)),
                )
