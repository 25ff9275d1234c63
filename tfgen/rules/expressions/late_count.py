"""A count that is known only after the apply.

What it finds
    ``count`` of resources, data sources and modules that depends on what the provider decides when it creates a
    resource, directly, through local values, through outputs and inputs of modules. Data sources count that Terraform
    can read in the apply only.

Why it matters
    The first plan fails: "Invalid count argument". It works where the resources exist already, and fails again for
    everyone who starts from nothing.

Example
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_internet_gateway" "main" {
      count  = aws_vpc.main.id != "" ? 1 : 0
      vpc_id = aws_vpc.main.id
    }

Instead
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_internet_gateway" "main" {
      count  = aws_vpc.main.cidr_block != "" ? 1 : 0
      vpc_id = aws_vpc.main.id
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.rules.expressions._late_instances import late_diagnostics

CODE = "TFG471"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each such argument, and for each call that makes one in a module."""
    yield from late_diagnostics(context, "count", CODE)
