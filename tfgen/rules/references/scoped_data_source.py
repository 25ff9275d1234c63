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

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.hcl.syntax import Block

CODE = "TFG427"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each reference from outside."""
    scopes = {
        id(inner): block
        for _, declared in context.configuration.of_kind("check")
        if isinstance(block := declared.node, Block)
        for inner in block.body.blocks
    }
    for read in context.analysis.reads if scopes else ():
        scope = scopes.get(id(read.declared.node))
        if scope and read.place.block is not scope:
            name = ".".join(scope.label_values)
            summary = f"{read.name} is there in a check only"
            detail = f'It is declared inside the check "{name}".'
            help_ = "Declare it outside, beside the check."
            place = read.place
            yield diagnostic(CODE, place.parsed, read.reference.range, summary, detail, help_, planned=place.planned)
