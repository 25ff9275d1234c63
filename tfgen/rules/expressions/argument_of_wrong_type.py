"""A value of another type than the argument takes.

What it finds
    Expressions given to arguments of resources, data sources, providers and provisioners whose type does not
    convert to the type in the schema. Literals have a rule of their own. In a root module the values count that
    values files and defaults give to variables: what fails with them is a warning.

Why it matters
    Terraform refuses it: "Inappropriate value for attribute".

Example
    locals {
      ranges = ["10.0.0.0/16"]
    }

    resource "aws_vpc" "this" {
      cidr_block = local.ranges
    }

Instead
    locals {
      ranges = ["10.0.0.0/16"]
    }

    resource "aws_vpc" "this" {
      cidr_block = local.ranges[0]
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.rules.type_errors import error_diagnostics
from tfgen.terraform.types.evaluation_error import ErrorKind

CODE = "TFG450"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield the errors of this kind that evaluation finds."""
    yield from error_diagnostics(context, CODE, ErrorKind.ARGUMENT)
