"""An attribute read from a resource or module that has instances, without saying from which.

What it finds
    ``aws_subnet.a.id`` where ``aws_subnet.a`` has ``count`` or ``for_each``, ``module.m.x`` where the call has
    ``count``. (With ``for_each``, ``module.m.x`` is the instance "x".) Instances of modules are objects, so ``try``
    and ``can`` catch this for modules; not for resources, whose keys Terraform looks at without evaluating.

Why it matters
    Terraform refuses it: "Missing resource instance key".

Example
    resource "aws_vpc" "main" {
      count      = 2
      cidr_block = "10.0.0.0/16"
    }

    output "vpc_id" {
      value = aws_vpc.main.id
    }

Instead
    resource "aws_vpc" "main" {
      count      = 2
      cidr_block = "10.0.0.0/16"
    }

    output "vpc_id" {
      value = aws_vpc.main[0].id
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.terraform.analysis.guards import Guard
from tfgen.terraform.analysis.resource_references import guard_of_key
from tfgen.terraform.config.findings import diagnostic

CODE = "TFG412"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each key that is missing."""
    for read in context.analysis.reads:
        expansion = read.expansion
        if (
            expansion is None
            or read.key
            or not read.rest
            or read.ordering
            or read.reference.root == "self"
        ):
            continue
        of_module = read.address[0] == "module"
        guard = guard_of_key(read)
        if guard is Guard.CAUGHT or (of_module and expansion == "for_each"):
            continue
        yield diagnostic(
            CODE,
            read.place.parsed,
            read.rest[0].range if of_module else read.reference.range,
            f"{read.name} has instances: which one is meant?",
            f'It has "{expansion}", so its attributes are those of an instance.',
            _help(read.name, expansion),
            planned=read.place.planned or guard is Guard.SKIPPED,
        )


def _help(name: str, expansion: str) -> str:
    if expansion == "count":
        return f"Write {name}[0] for one of them, {name}[*] for all."
    return f'Write {name}["..."] for one of them, values({name})[*] for all.'
