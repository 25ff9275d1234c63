"""A resource or data source of a deprecated type.

What it finds
    Resources and data sources of types that the provider's schema, or an upgrade guide of the provider, calls
    deprecated in the version that is judged.

Why it matters
    The next major version removes what this one deprecates.

Example
    resource "aws_s3_bucket_object" "page" {
      bucket  = "acme-site"
      key     = "index.html"
      content = "Hello"
    }

Instead
    resource "aws_s3_object" "page" {
      bucket  = "acme-site"
      key     = "index.html"
      content = "Hello"
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic, Severity
from tfgen.rules.base import article, sentence
from tfgen.rules.context import RuleContext
from tfgen.rules.schema._deprecations import deprecation
from tfgen.terraform.config.findings import diagnostic

CODE = "TFG314"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each declaration of such a type."""
    for block in context.analysis.schema_blocks:
        if block.kind in (None, "provider") or block.builtin:
            continue
        said = deprecation(context, block.path, block.schema.deprecated)
        if said is not None:
            summary = f"{sentence(article(block.kind, block.path))} is deprecated"
            yield diagnostic(
                CODE,
                block.parsed,
                block.header,
                summary,
                said.detail,
                said.help,
                Severity.WARNING,
            )
