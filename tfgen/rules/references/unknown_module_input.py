"""An argument of a module call that the module has no variable for.

What it finds
    A module call with an argument that is no input variable of the module. Modules outside the tree are not judged.

Why it matters
    Terraform refuses it: "Unsupported argument".

Example
    module "network" {
      source = "./network"
      cidr   = "10.0.0.0/16"
      az_cnt = 2
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
from tfgen.rules.fixes.edits import rename_fix
from tfgen.spelling import did_you_mean
from tfgen.terraform.config.findings import diagnostic

CODE = "TFG404"

META = frozenset(
    {
        "source",
        "version",
        "count",
        "for_each",
        "providers",
        "depends_on",
        "ignore_nested_deprecations",
    }
)


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each argument without a variable."""
    for address, call in context.configuration.of_kind("module"):
        interface = context.configuration.interfaces.get(address[1])
        if interface is None:
            continue
        for argument in call.body.attributes:
            if argument.name in META or argument.name in interface.inputs:
                continue
            known, taken = (*interface.inputs, *META), call.body.names
            yield diagnostic(
                CODE,
                call.parsed,
                argument.name_range,
                f'Unknown module input "{argument.name}"',
                f"The module of {'.'.join(address)} has no such variable.",
                did_you_mean(argument.name, known),
                fix=rename_fix(argument.name_range, argument.name, known, taken),
            )
