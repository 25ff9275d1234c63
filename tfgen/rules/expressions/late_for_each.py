"""A for_each whose keys are known only after the apply.

What it finds
    ``for_each`` of resources, data sources and modules with a set or keys made of what the provider decides when it
    creates a resource: ids, ARNs, addresses, directly, through local values, through outputs and inputs of modules.
    Data sources count that Terraform can read in the apply only. Values of a map may be unknown; its keys may not.

Why it matters
    The first plan fails: "Invalid for_each argument". It works where the resources exist already, and fails again for
    everyone who starts from nothing.

Example
    resource "aws_subnet" "app" {
      count      = 2
      vpc_id     = "vpc-0123456789abcdef0"
      cidr_block = cidrsubnet("10.0.0.0/16", 8, count.index)
    }

    resource "aws_route_table_association" "app" {
      for_each       = toset(aws_subnet.app[*].id)
      subnet_id      = each.value
      route_table_id = "rtb-0123456789abcdef0"
    }

Instead
    resource "aws_subnet" "app" {
      count      = 2
      vpc_id     = "vpc-0123456789abcdef0"
      cidr_block = cidrsubnet("10.0.0.0/16", 8, count.index)
    }

    resource "aws_route_table_association" "app" {
      for_each       = { for i, subnet in aws_subnet.app : i => subnet.id }
      subnet_id      = each.value
      route_table_id = "rtb-0123456789abcdef0"
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.rules.expressions._late_instances import late_diagnostics

CODE = "TFG470"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each such argument, and for each call that makes one in a module."""
    yield from late_diagnostics(context, "for_each", CODE)
