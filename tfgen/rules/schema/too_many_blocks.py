"""More nested blocks of a kind than the provider allows.

What it finds
    More blocks of one name in a body than the schema, or the provider's own code, allows. Where only an older version
    of the provider is known to have a limit, it is a warning.

Why it matters
    Terraform refuses it: "Too many ... blocks".

Example
    resource "aws_s3_bucket_versioning" "files" {
      bucket = "files"

      versioning_configuration {
        status = "Enabled"
      }

      versioning_configuration {
        status = "Enabled"
      }
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

from tfgen.diagnostics import Diagnostic, Severity
from tfgen.rules.base import article, sentence
from tfgen.rules.context import RuleContext
from tfgen.rules.schema._block_counts import BlockCount, block_counts
from tfgen.terraform.config.findings import diagnostic

CODE = "TFG306"

_OLD_LIMIT = " That is the limit of an older provider version; AWS may have raised it."


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each kind of block that occurs too often, at the first one too many."""
    for blocks in block_counts(context):
        firm, advised = blocks.schema.most, blocks.schema.advisory_max
        if firm is not None:
            if blocks.count > firm:
                yield _diagnostic(blocks, firm, Severity.ERROR)
        elif advised is not None and blocks.count > advised:
            yield _diagnostic(blocks, advised, Severity.WARNING, _OLD_LIMIT)


def _diagnostic(blocks: BlockCount, most: int, severity: Severity, source: str = "") -> Diagnostic:
    outer = blocks.block
    where = sentence(article(outer.kind, outer.path))
    return diagnostic(
        CODE,
        outer.parsed,
        blocks.ranges[most],
        f'Too many "{blocks.name}" blocks',
        f"{where} takes at most {most}; there are {blocks.count}.{source}",
        "Remove the others, or merge them into one." if most == 1 else f"Keep {most} of them.",
        severity,
        planned=outer.planned,
    )
