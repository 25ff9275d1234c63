"""A folder of mock data that does not exist.

What it finds
    A ``source`` of a ``mock_provider`` block that is no folder. It is named from the folder of the configuration under
    test, also in test files in the folder ``tests``.

Why it matters
    Terraform refuses the configuration: "Failed to read mock data directory".

Example
    variable "name" {
      type = string
    }

    output "name" {
      value = var.name
    }

    # ./tests/name.tftest.hcl
    mock_provider "aws" {
      source = "./mocks"
    }

Instead
    variable "name" {
      type = string
    }

    output "name" {
      value = var.name
    }

    # ./tests/name.tftest.hcl
    mock_provider "aws" {
      mock_data "aws_caller_identity" {
        defaults = {
          account_id = "123456789012"
        }
      }
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.config.module_source import local_directory
from tfgen.terraform.hcl.walk import plain_string

CODE = "TFG259"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each folder that is not there."""
    configuration = context.configuration
    if configuration.tests.detached:
        return
    for block in context.analysis.language.named("test.mock_provider"):
        source = block.argument("source")
        text = plain_string(source.expr) if source else None
        folder = local_directory(configuration.directory, text)
        if source is not None and folder in configuration.tests.missing:
            yield diagnostic(
                CODE,
                block.parsed,
                source.expr.range,
                "Missing mock data",
                f'There is no folder "{text}" beside the configuration under test.',
                "Mend the path.",
            )
