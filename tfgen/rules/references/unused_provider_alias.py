"""A provider configuration with an alias that nothing uses.

What it finds
    Provider blocks with an ``alias`` that no resource, data source, import or module call of the directory names. A
    warning: Terraform leaves them out and does not even look at what they refer to. Nothing is said where not all files
    could be read.

Why it matters
    What was meant for another region or account is made with the default provider.

Example
    provider "aws" {
      alias  = "west"
      region = "us-west-2"
    }

    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

Instead
    provider "aws" {
      alias  = "west"
      region = "us-west-2"
    }

    resource "aws_vpc" "main" {
      provider   = aws.west
      cidr_block = "10.0.0.0/16"
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic, Severity
from tfgen.rules.context import RuleContext
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.config.providers import used

CODE = "TFG433"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a warning for each unused alias."""
    aliased = {
        a: declared for a, declared in context.configuration.of_kind("provider") if len(a) == 3
    }
    if not aliased or not context.configuration.complete:
        return
    used_addresses = used(context.configuration)
    for address, declared in aliased.items():
        if address not in used_addresses:
            name = ".".join(address[1:])
            yield diagnostic(
                CODE,
                declared.parsed,
                declared.name_range,
                f"Unused provider configuration {name}",
                "Nothing in this directory names it.",
                f'Name it with "provider = {name}", or remove it.',
                Severity.WARNING,
            )
