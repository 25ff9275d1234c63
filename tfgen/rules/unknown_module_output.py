"""A reference to an output that the module does not have.

What it finds
    ``module.network.xyz`` where the module has no output value ``xyz``. Modules outside the tree are not judged.

Why it matters
    Terraform refuses it: "Unsupported attribute".

Example
    module "network" {
      source = "./network"
    }

    output "vpc" {
      value = module.network.id
    }

    # ./network/outputs.tf
    output "vpc_id" {
      value = "vpc-1"
    }

Instead
    module "network" {
      source = "./network"
    }

    output "vpc" {
      value = module.network.vpc_id
    }

    # ./network/outputs.tf
    output "vpc_id" {
      value = "vpc-1"
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic, did_you_mean
from tfgen.rules.edits import respelt
from tfgen.rules.model import found
from tfgen.rules.view import View

CODE = "TFG406"


def check(view: View) -> Iterator[Diagnostic]:
    """Yield a finding for each output that is not there."""
    for place, access in view.accesses:
        call = view.configuration.declared.get(access.owner) if access.owner[0] == "module" else None
        interface = view.configuration.interfaces.get(access.owner[1])
        if call is None or interface is None or access.name in interface.outputs:
            continue
        if access.splat or access.indexed == call.instanced:
            yield found(
                CODE,
                place.parsed,
                access.range,
                f'Unknown module output "{access.name}"',
                f"The module of {'.'.join(access.owner)} has no such output.",
                did_you_mean(access.name, interface.outputs),
                planned=place.planned,
                fix=respelt(access.range, access.name, interface.outputs),
            )
