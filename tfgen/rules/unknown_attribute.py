"""A reference to an attribute that the resource or data source does not have.

What it finds
    ``aws_vpc.main.xyz`` where the provider's schema of ``aws_vpc`` has neither an attribute nor a block ``xyz``. A
    warning where Terraform finds out only when it plans: ``aws_subnet.all[*].xyz``.

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
from tfgen.rules.configuration import Address
from tfgen.rules.edits import respelt
from tfgen.rules.model import found
from tfgen.rules.renames import advice, renamed, reread
from tfgen.rules.sites import judged_type
from tfgen.rules.view import View
from tfgen.schema import BlockSchema

CODE = "TFG402"


def check(view: View) -> Iterator[Diagnostic]:
    """Yield a finding for each attribute that is not there."""
    for place, access in view.accesses:
        block = _block_of(access.owner, view)
        if block is None or access.name in block.attributes or access.name in block.blocks:
            continue
        known = (*block.attributes, *block.blocks)
        path = ".".join((*access.owner[:-1], access.name))
        entry = renamed(path)
        unseen = not access.static and view.configuration.declared[access.owner].instanced
        yield found(
            CODE,
            place.parsed,
            access.range,
            f'Unknown attribute "{access.name}"',
            f"{'.'.join(access.owner)} has no such attribute.",
            advice(path) or did_you_mean(access.name, known),
            planned=place.planned or unseen,
            fix=reread(access.range, entry) if entry else respelt(access.range, access.name, known),
        )


def _block_of(owner: Address, view: View) -> BlockSchema | None:
    declared = view.configuration.declared.get(owner)
    name = judged_type(owner, declared, view.configuration) if declared else None
    if view.schema is None or name is None:
        return None
    return view.schema.data_source(name) if owner[0] == "data" else view.schema.resource(name)
