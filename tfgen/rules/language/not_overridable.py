"""What an override file cannot change.

What it finds
    ``depends_on``, a precondition, postcondition or validation, or a moved, import or check block in an override file.

Why it matters
    Terraform refuses it. It has to stand in a file that is no override file.

Example
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_eip" "main" {
      domain = "vpc"
    }
    # ./main_override.tf
    resource "aws_eip" "main" {
      depends_on = [aws_vpc.main]
    }

Instead
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_eip" "main" {
      domain     = "vpc"
      depends_on = [aws_vpc.main]
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.terraform.config.findings import diagnostic

CODE = "TFG283"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each part of an override file that cannot stand there."""
    for part in context.configuration.problems.not_overridable:
        summary = f"{part.what} cannot be overridden"
        detail = "An override file changes arguments and nested blocks of what other files declare."
        help_ = "Write it in a file that is no override file."
        yield diagnostic(CODE, part.parsed, part.range, summary, detail, help_)
