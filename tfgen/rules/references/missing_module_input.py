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
    for address, call in context.configuration.of_kind("module"):
        interface = context.configuration.interfaces.get(address[1])
        if interface is None:
            continue
        names = call.body.names
        for name, required in interface.inputs.items():
            if required and name not in names:
                yield diagnostic(
                    CODE,
                    call.parsed,
                    missing_block_range(call.parsed, call.name_range, call.body),
                    f'Missing module input "{name}"',
                    f"The module of {'.'.join(address)} requires it.",
                    f'Add "{name}".',
                )
