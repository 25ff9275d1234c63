"""A block of the Terraform language without a block that it needs.

What it finds
    A ``check`` block without ``assert``, a ``dynamic`` block without ``content``.

Why it matters
    Terraform refuses it: "Zero assert blocks", "Missing dynamic content block".

Example
    check "reachable" {
      data "aws_vpc" "main" {
        default = true
      }
    }

Instead
    check "reachable" {
      data "aws_vpc" "main" {
        default = true
      }

      assert {
        condition     = data.aws_vpc.main.state == "available"
        error_message = "The default VPC is not available."
      }
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.base import sentence
from tfgen.rules.context import RuleContext
from tfgen.terraform.config.findings import diagnostic

CODE = "TFG224"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each missing block."""
    for block in context.analysis.language.blocks:
        for name in block.rules.needed:
            if all(inner.type != name for inner in block.block.body.blocks):
                yield diagnostic(
                    CODE,
                    block.parsed,
                    block.block.header,
                    f'Missing block "{name}"',
                    f"{sentence(block.title)} needs one.",
                    f"Add {name} {{ ... }}.",
                )
