"""A module call without a required input.

What it finds
    A module call that leaves out a variable without default. Modules outside the tree are not judged.

Why it matters
    Terraform refuses it: "Missing required argument".

Example
    module "network" {
      source = "./network"
    }

    # ./network/variables.tf
    variable "cidr" {
      type = string
    }

Instead
    module "network" {
      source = "./network"
      cidr   = "10.0.0.0/16"
    }

    # ./network/variables.tf
    variable "cidr" {
      type = string
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.terraform.config.findings import diagnostic, missing_block_range

CODE = "TFG405"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each required variable that a call leaves out."""
    for address, declared in context.configuration.of_kind("module"):
        interface = context.configuration.interfaces.get(address[1])
        given = {a.name for a in declared.body.attributes}
        for name, required in interface.inputs.items() if interface else ():
            if required and name not in given:
                yield diagnostic(
                    CODE,
                    declared.parsed,
                    missing_block_range(declared.parsed, declared.name_range, declared.body),
                    f'Missing module input "{name}"',
                    f"The module of {'.'.join(address)} requires it.",
                    f'Add "{name}".',
                )
