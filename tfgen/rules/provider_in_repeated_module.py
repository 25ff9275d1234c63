"""``count``, ``for_each`` or ``depends_on`` on a module that configures a provider itself.

What it finds
    Calls with one of these arguments whose local module, or a module that this one calls, has a ``provider`` block
    with arguments.

Why it matters
    Terraform refuses it: "Module is incompatible with count, for_each, and depends_on".

Example
    module "vpc" {
      source = "./vpc"
      count  = 2
    }

    # ./vpc/main.tf
    provider "aws" {
      region = "us-east-1"
    }

    data "aws_region" "here" {
    }

Instead
    provider "aws" {
      region = "us-east-1"
    }

    module "vpc" {
      source = "./vpc"
      count  = 2
    }

    # ./vpc/main.tf
    data "aws_region" "here" {
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.model import found
from tfgen.rules.view import View

CODE = "TFG419"

_ARGUMENTS = ("count", "for_each", "depends_on")


def check(view: View) -> Iterator[Diagnostic]:
    """Yield a finding for each call."""
    for name, module in view.modules.items():
        call = view.configuration.declared["module", name]
        given = {a.name: a for a in call.body.attributes}
        argument = next((given[n] for n in _ARGUMENTS if n in given), None)
        provider = module.own_provider if argument else None
        if argument and provider:
            where = f"{provider.parsed.file.path}:{provider.name_range.start.line}"
            yield found(
                CODE,
                call.parsed,
                argument.expr.range,
                f'module.{name} cannot have "{argument.name}"',
                f"It configures a provider itself, at {where}.",
                'Move the provider block to the root, and pass the configuration with "providers".',
            )
