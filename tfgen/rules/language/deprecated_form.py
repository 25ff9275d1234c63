"""A form that Terraform takes, but calls deprecated.

What it finds
    ``version`` in provider blocks.

Why it matters
    Terraform 0.13 needed it; a later version may refuse it. Until then it prints a warning on every run.

Example
    provider "aws" {
      version = "~> 6.0"
    }

Instead
    terraform {
      required_providers {
        aws = {
          source  = "hashicorp/aws"
          version = "~> 6.0"
        }
      }
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic, Severity
from tfgen.rules.context import RuleContext
from tfgen.terraform.config.findings import diagnostic

CODE = "TFG247"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a warning for each deprecated form."""
    for block in context.analysis.language.named("provider"):
        if version := block.argument("version"):
            yield diagnostic(
                CODE,
                block.parsed,
                version.expr.range,
                "Version in a provider block",
                "Versions of providers stand in required_providers.",
                "Move it into terraform { required_providers { ... } }.",
                Severity.WARNING,
            )
