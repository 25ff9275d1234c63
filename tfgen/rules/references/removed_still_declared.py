"""A ``removed`` block for what is still declared.

What it finds
    ``removed { from = aws_vpc.main }`` while the resource, or the module, is declared. Terraform finds out when it
    plans, so it is a warning in HCL that tfgen did not write.

Why it matters
    Terraform refuses it: "Removed resource still exists".

Example
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    removed {
      from = aws_vpc.main

      lifecycle {
        destroy = false
      }
    }

Instead
    removed {
      from = aws_vpc.main

      lifecycle {
        destroy = false
      }
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.terraform.analysis.addresses import argument, target_address
from tfgen.terraform.config.configuration import Parsed
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.hcl.syntax import Block

CODE = "TFG425"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each declaration that should be gone."""
    for parsed in context.configuration.files:
        for block in parsed.body.blocks:
            if block.type == "removed":
                yield from _check_removed(context, parsed, block)


def _check_removed(context: RuleContext, parsed: Parsed, block: Block) -> Iterator[Diagnostic]:
    target = target_address(argument(block, "from"))
    if target is None or target.keys:
        return
    declaration = target.declared(context.analysis)
    if declaration:
        declared = declaration[1]
        yield diagnostic(
            CODE,
            declared.parsed,
            declared.name_range,
            f"{target.text} is removed and declared",
            f"The removed block at {parsed.where(block.header)} says that it is gone.",
            "Remove one of the two.",
            planned=True,
        )
