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
from tfgen.terraform.config.findings import diagnostic

CODE = "TFG425"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each declaration that should be gone."""
    for parsed in context.configuration.files:
        for block in parsed.body.blocks:
            place = target_address(argument(block, "from")) if block.type == "removed" else None
            there = place.declared(context.analysis) if place and not place.keys else None
            if place and there:
                where = parsed.where(block.header)
                yield diagnostic(
                    CODE,
                    there[1].parsed,
                    there[1].name_range,
                    f"{place.text} is removed and declared",
                    f"The removed block at {where} says that it is gone.",
                    "Remove one of the two.",
                    planned=True,
                )
