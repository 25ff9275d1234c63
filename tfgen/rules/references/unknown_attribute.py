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

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.rules.fixes.edits import rename_fix
from tfgen.rules.fixes.renames import advice, renamed, reread
from tfgen.spelling import did_you_mean
from tfgen.terraform.analysis.resource_references import ResourceReference, schema_of
from tfgen.terraform.analysis.traversal import Misstep
from tfgen.terraform.config.findings import diagnostic

CODE = "TFG402"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each attribute that is not there."""
    yield from _static(context)
    for place, access in context.analysis.accesses:
        declared = context.configuration.declared.get(access.owner)
        block = schema_of(access.owner, declared, context.configuration) if declared and not access.static else None
        if declared is None or block is None or access.name in block.attributes or access.name in block.blocks:
            continue
        known = (*block.attributes, *block.blocks)
        path = ".".join((*access.owner[:-1], access.name))
        entry = renamed(path)
        yield diagnostic(
            CODE,
            place.parsed,
            access.range,
            f'Unknown attribute "{access.name}"',
            f"{'.'.join(access.owner)} has no such attribute.",
            advice(path) or did_you_mean(access.name, known),
            planned=place.planned or declared.instanced,
            fix=reread(access.range, entry) if entry else rename_fix(access.range, access.name, known),
        )


def _static(context: RuleContext) -> Iterator[Diagnostic]:
    for read, wrong in context.analysis.missteps:
        if wrong.missing:
            path = _path(read, wrong)
            entry, name = renamed(path), str(wrong.step.key)
            yield diagnostic(
                CODE,
                read.place.parsed,
                wrong.step.range,
                f'Unknown attribute "{name}"',
                wrong.detail,
                advice(path) or wrong.help,
                planned=read.place.planned,
                fix=reread(wrong.step.range, entry) if entry else rename_fix(wrong.step.range, name, wrong.known),
            )


def _path(read: ResourceReference, wrong: Misstep) -> str:
    """Where the schema would have it: ``aws_eip.vpc``."""
    steps = read.rest[: read.rest.index(wrong.step) + 1] if wrong.step in read.rest else (wrong.step,)
    return ".".join((*read.address[:-1], *(str(step.key) for step in steps if not step.index)))
