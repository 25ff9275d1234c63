"""A provider that a test run is given and its file does not configure.

What it finds
    Values in ``providers`` of a ``run`` block for which the test file has neither a ``provider`` nor a
    ``mock_provider`` block of that name and alias.

Why it matters
    Terraform refuses it: "Missing provider definition".

Example
    variable "name" {
      type = string
    }

    output "name" {
      value = var.name
    }

    # ./tests/name.tftest.hcl
    mock_provider "aws" {
      alias = "fake"
    }

    run "plan" {
      command = plan

      providers = {
        aws = aws.mock
      }

      variables {
        name = "orders"
      }
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
      alias = "fake"
    }

    run "plan" {
      command = plan

      providers = {
        aws = aws.fake
      }

      variables {
        name = "orders"
      }
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.spelling import did_you_mean
from tfgen.terraform.config.configuration import Parsed
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.hcl.syntax import Object
from tfgen.terraform.hcl.walk import plain_string, reference

CODE = "TFG257"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each provider that the file does not have."""
    for block, argument in context.analysis.language.arguments("test_providers"):
        known = _configured(block.parsed)
        if known is None or not isinstance(argument.expr, Object):
            continue
        for item in argument.expr.items:
            given = reference(item.value)
            name = ".".join(given.names) if given else plain_string(item.value)
            if name is not None and name not in known:
                summary = f"Undeclared provider {name}"
                detail = "The test file has no provider and no mock_provider block for it."
                help_ = did_you_mean(name, known)
                yield diagnostic(CODE, block.parsed, item.value.range, summary, detail, help_)


def _configured(parsed: Parsed) -> frozenset[str] | None:
    """The providers that a test file configures; None where an alias is no plain text."""
    names: set[str] = set()
    for block in parsed.body.blocks:
        if block.type in ("provider", "mock_provider") and block.labels:
            alias = block.body.get("alias")
            if alias is None:
                names.add(block.label_values[0])
            elif (text := plain_string(alias)) is not None:
                names.add(f"{block.label_values[0]}.{text}")
            else:
                return None
    return frozenset(names)
