"""A text that is longer or shorter than the provider takes.

What it finds
    A text that is certain, and an empty one where the AWS provider takes none. The real
    providers 3.39.0 and 5.100.0 were asked; for another version the nearest of them counts, as
    a warning, where the argument is the same.

Why it matters
    The provider refuses it when Terraform validates.

Example
    terraform {
      required_providers {
        aws = {
          source  = "hashicorp/aws"
          version = "5.100.0"
        }
      }
    }

    resource "aws_lb" "web" {
      name    = "web-load-balancer-of-the-payments-team"
      subnets = ["subnet-0123456789abcdef0"]
    }

Instead
    terraform {
      required_providers {
        aws = {
          source  = "hashicorp/aws"
          version = "5.100.0"
        }
      }
    }

    resource "aws_lb" "web" {
      name    = "web-payments"
      subnets = ["subnet-0123456789abcdef0"]
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.rules.provider._texts import refused_texts
from tfgen.rules.provider._words import bounds

CODE = "TFG322"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each text of the wrong length."""
    for refused in refused_texts(context, "length"):
        name = refused.judged.argument.name
        length = len(refused.text)
        yield refused.judged.judged.diagnostic(
            CODE,
            refused.expr.range,
            f'"{name}" cannot be {length} characters long' if length else f'"{name}" cannot be empty',
            f"It takes {bounds(refused.judged.refusal)} characters.",
            "",
            refused.planned,
        )
