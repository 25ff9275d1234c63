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
from tfgen.hcl.walk import references
from tfgen.rules.configuration import Configuration
from tfgen.rules.model import found
from tfgen.rules.scope import scoped

CODE = "TFG406"


def check(configuration: Configuration) -> Iterator[Diagnostic]:
    """Yield a finding for each output that is not there."""
    for place in scoped(configuration):
        for reference in references(place.expr, place.bound):
            steps = [s for s in reference.steps if not s.index]
            if reference.root != "module" or len(steps) < 2:
                continue
            interface = configuration.interfaces.get(str(steps[0].key))
            if interface and str(steps[1].key) not in interface.outputs:
                yield found(
                    CODE,
                    place.parsed,
                    steps[1].range,
                    f'Unknown module output "{steps[1].key}"',
                    f"The module of module.{steps[0].key} has no such output.",
                    did_you_mean(str(steps[1].key), interface.outputs),
                )
