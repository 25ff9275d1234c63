"""An index on a resource or module of which there is only one.

What it finds
    ``aws_vpc.main[0]`` and ``module.m[0]`` where the block has neither ``count`` nor ``for_each``. A warning where the
    index is not a literal: Terraform finds out when it plans. ``try`` and ``can`` catch it for modules, not for
    resources.

Why it matters
    Terraform refuses it: "Unexpected resource instance key".

Example
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    output "vpc_id" {
      value = aws_vpc.main[0].id
    }

Instead
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    output "vpc_id" {
      value = aws_vpc.main.id
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.terraform.analysis.guards import Guard
from tfgen.terraform.analysis.resource_references import ResourceReference, guard_of_key
from tfgen.terraform.config.findings import diagnostic

CODE = "TFG413"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each key that is too much."""
    for read in context.analysis.reads:
        if (
            read.key is None
            or read.declared.instanced
            or _is_ordered(read)
            or _is_output(read, context)
        ):
            continue
        guard = guard_of_key(read)
        if guard is Guard.CAUGHT:
            continue
        yield diagnostic(
            CODE,
            read.place.parsed,
            read.key.range,
            f"{read.name} has no instances",
            'It has neither "count" nor "for_each", so there is no index to take one by.',
            f"Write {read.name}.",
            planned=read.place.planned or guard is Guard.SKIPPED,
        )


def _is_ordered(read: ResourceReference) -> bool:
    """True in ``depends_on`` for what another rule reports there."""
    return read.ordering and (bool(read.rest) or read.address[0] == "module")


def _is_output(read: ResourceReference, context: RuleContext) -> bool:
    """True where the key is an output of a single module: ``module.m["x"]``."""
    if read.address[0] != "module" or read.key is None or not isinstance(read.key.key, str):
        return False
    interface = context.configuration.interfaces.get(read.address[1])
    return interface is None or read.key.key in interface.outputs
