"""A reference to an attribute that the resource or data source does not have.

What it finds
    ``aws_vpc.main.xyz`` where the provider's schema of ``aws_vpc`` has neither an attribute nor a block ``xyz``; at any
    depth: ``aws_instance.main.root_block_device[0].xyz``, and in ``self.xyz``. A warning where Terraform finds out only
    when it plans: ``aws_subnet.all[*].xyz``.

Why it matters
    Terraform refuses it: "Unsupported attribute".

Example
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    output "vpc_id" {
      value = aws_vpc.main.vpc_id
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

from tfgen.diagnostics import Diagnostic, did_you_mean
from tfgen.rules.model import found
from tfgen.rules.reading import schema_of
from tfgen.rules.view import View

CODE = "TFG402"


def check(view: View) -> Iterator[Diagnostic]:
    """Yield a finding for each attribute that is not there."""
    yield from _static(view)
    for place, access in view.accesses:
        declared = view.configuration.declared.get(access.owner)
        block = schema_of(access.owner, declared, view.configuration) if declared and not access.static else None
        if declared is None or block is None or access.name in block.attributes or access.name in block.blocks:
            continue
        yield found(
            CODE,
            place.parsed,
            access.range,
            f'Unknown attribute "{access.name}"',
            f"{'.'.join(access.owner)} has no such attribute.",
            did_you_mean(access.name, (*block.attributes, *block.blocks)),
            planned=place.planned or declared.instanced,
        )


def _static(view: View) -> Iterator[Diagnostic]:
    for read, wrong in view.missteps:
        if wrong.missing:
            yield found(
                CODE,
                read.place.parsed,
                wrong.step.range,
                f'Unknown attribute "{wrong.step.key}"',
                wrong.detail,
                wrong.help,
                planned=read.place.planned,
            )
