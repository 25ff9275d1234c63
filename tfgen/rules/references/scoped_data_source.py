"""A reference to a data source that belongs to a ``check`` block.

What it finds
    References from outside a ``check`` block to a data source that is declared inside it.

Why it matters
    Terraform refuses it: "Reference to scoped resource".

Example
    check "network" {
      data "aws_vpc" "main" {
        default = true
      }

      assert {
        condition     = data.aws_vpc.main.enable_dns_support
        error_message = "The VPC has no DNS."
      }
    }

    output "vpc_id" {
      value = data.aws_vpc.main.id
    }

Instead
    data "aws_vpc" "main" {
      default = true
    }

    check "network" {
      assert {
        condition     = data.aws_vpc.main.enable_dns_support
        error_message = "The VPC has no DNS."
      }
    }

    output "vpc_id" {
      value = data.aws_vpc.main.id
    }
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.hcl.syntax import Block

CODE = "TFG427"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each reference from outside."""
    checks = _checks_by_inner_block(context)
    if not checks:
        return
    for read in context.analysis.reads:
        check_block = checks.get(id(read.declared.node))
        if check_block and read.place.block is not check_block:
            name = ".".join(check_block.label_values)
            yield diagnostic(
                CODE,
                read.place.parsed,
                read.reference.range,
                f"{read.name} is there in a check only",
                f'It is declared inside the check "{name}".',
                "Declare it outside, beside the check.",
                planned=read.place.planned,
            )


def _checks_by_inner_block(context: RuleContext) -> Mapping[int, Block]:
    """The ``check`` blocks by the ``id()`` of each block inside them."""
    checks: dict[int, Block] = {}
    for _, declared in context.configuration.of_kind("check"):
        if isinstance(declared.node, Block):
            for inner in declared.node.body.blocks:
                checks[id(inner)] = declared.node
    return checks
