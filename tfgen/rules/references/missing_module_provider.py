"""A module call that does not pass a provider configuration that the module expects.

What it finds
    Calls of local modules that leave out one of the module's ``configuration_aliases``.

Why it matters
    Terraform refuses it: "Missing required provider configuration".

Example
    module "replica" {
      source = "./replica"
    }

    # ./replica/main.tf
    terraform {
      required_providers {
        aws = {
          source                = "hashicorp/aws"
          configuration_aliases = [aws.other]
        }
      }
    }

    data "aws_region" "other" {
      provider = aws.other
    }

Instead
    provider "aws" {
      alias  = "west"
      region = "us-west-2"
    }

    module "replica" {
      source = "./replica"

      providers = {
        aws.other = aws.west
      }
    }

    # ./replica/main.tf
    terraform {
      required_providers {
        aws = {
          source                = "hashicorp/aws"
          configuration_aliases = [aws.other]
        }
      }
    }

    data "aws_region" "other" {
      provider = aws.other
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.terraform.config.configuration import Declared, argument_of
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.config.providers import passed

CODE = "TFG417"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each configuration that is not passed."""
    for name, module in context.analysis.modules.items():
        call = context.configuration.declared["module", name]
        keys = _passed_keys(call)
        if keys is None:
            continue
        for required in module.required.values():
            for alias in required.aliases:
                if alias not in keys:
                    yield diagnostic(
                        CODE,
                        call.parsed,
                        call.name_range,
                        f'Missing provider configuration "{alias}"',
                        f"The module of module.{name} expects it from its callers.",
                        f"Add it: providers = {{ {alias} = ... }}.",
                    )


def _passed_keys(call: Declared) -> set[str] | None:
    """The names under which a call passes providers; None where they cannot be read."""
    entries = passed(call)
    if entries is None:
        return set() if argument_of(call, "providers") is None else None
    return {entry.key for entry in entries}
