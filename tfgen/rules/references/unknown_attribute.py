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

from collections.abc import Collection, Iterator

from tfgen.diagnostics import Diagnostic, Fix
from tfgen.rules.context import RuleContext
from tfgen.rules.fixes.edits import rename_fix
from tfgen.rules.fixes.renames import advice, attribute_rename_fix, renamed
from tfgen.source import Range
from tfgen.spelling import did_you_mean
from tfgen.terraform.analysis.attribute_access import Access
from tfgen.terraform.analysis.expressions import Scoped
from tfgen.terraform.analysis.resource_references import ResourceReference, schema_of
from tfgen.terraform.analysis.traversal import Misstep
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.hcl.walk import Step

CODE = "TFG402"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each attribute that is not there."""
    for read, misstep in context.analysis.missteps:
        if misstep.missing:
            yield _misstep_diagnostic(read, misstep)
    for scoped, access in context.analysis.accesses:
        if not access.static:
            yield from _check_access(scoped, access, context)


def _misstep_diagnostic(read: ResourceReference, misstep: Misstep) -> Diagnostic:
    path, name, range_ = _path(read, misstep), str(misstep.step.key), misstep.step.range
    return diagnostic(
        CODE,
        read.place.parsed,
        range_,
        f'Unknown attribute "{name}"',
        misstep.detail,
        advice(path) or misstep.help,
        planned=read.place.planned,
        fix=_fix(path, range_, name, misstep.known),
    )


def _check_access(scoped: Scoped, access: Access, context: RuleContext) -> Iterator[Diagnostic]:
    declared = context.configuration.declared.get(access.owner)
    schema = schema_of(access.owner, declared, context.configuration) if declared else None
    if (
        declared is None
        or schema is None
        or access.name in schema.attributes
        or access.name in schema.blocks
    ):
        return
    known = (*schema.attributes, *schema.blocks)
    path = ".".join((*access.owner[:-1], access.name))
    yield diagnostic(
        CODE,
        scoped.parsed,
        access.range,
        f'Unknown attribute "{access.name}"',
        f"{'.'.join(access.owner)} has no such attribute.",
        advice(path) or did_you_mean(access.name, known),
        planned=scoped.planned or declared.instanced,
        fix=_fix(path, access.range, access.name, known),
    )


def _fix(path: str, range_: Range, name: str, known: Collection[str]) -> Fix | None:
    entry = renamed(path)
    if entry:
        return attribute_rename_fix(range_, entry)
    return rename_fix(range_, name, known)


def _path(read: ResourceReference, misstep: Misstep) -> str:
    """The path that the schema would have for it: ``aws_eip.vpc``."""
    steps: tuple[Step, ...] = (misstep.step,)
    if misstep.step in read.rest:
        steps = read.rest[: read.rest.index(misstep.step) + 1]
    return ".".join((*read.address[:-1], *(str(step.key) for step in steps if not step.index)))
