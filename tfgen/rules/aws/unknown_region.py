"""A region that AWS does not have.

What it finds
    The ``region`` of an ``aws`` provider, or of a resource, that is certain and not the name of a region. A provider
    with ``skip_region_validation`` is left alone.

Why it matters
    Terraform validates it; the provider refuses to start, or every call fails: there is no such endpoint.

Example
    provider "aws" {
      region = "us-west-3"
    }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

Instead
    provider "aws" {
      region = "us-west-2"
    }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.aws._constraints import constraints
from tfgen.rules.aws._regions import regions
from tfgen.rules.base import aws_diagnostic
from tfgen.rules.constants import known_value
from tfgen.rules.context import RuleContext
from tfgen.spelling import did_you_mean
from tfgen.terraform.analysis.schema_blocks import SchemaBlock

CODE = "TFG524"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each region that does not exist."""
    for block in context.alone.once(check, lambda: tuple(_blocks_with_region(context))):
        yield from _regions_of(context, block)


def _blocks_with_region(context: RuleContext) -> Iterator[SchemaBlock]:
    for block in context.analysis.schema_blocks:
        if block.kind in ("provider", "resource", "data") and block.body.argument("region"):
            attribute = block.schema.attributes.get("region")
            if attribute and attribute.settable and not _has_own_endpoints(block):
                yield block


def _has_own_endpoints(block: SchemaBlock) -> bool:
    """True when the provider does not check the region, or does not talk to AWS."""
    if block.body.argument("skip_region_validation"):
        return True
    return any(inner.type == "endpoints" for inner in block.body.blocks)


def _regions_of(context: RuleContext, block: SchemaBlock) -> Iterator[Diagnostic]:
    for argument in block.body.attributes:
        if argument.name != "region":
            continue
        value = known_value(context, argument.expr)
        if isinstance(value, str) and value and value not in regions():
            yield aws_diagnostic(
                CODE,
                block.parsed,
                argument.expr.range,
                f'There is no region "{value}"',
                f"The {len(regions())} regions are those of {constraints().models}.",
                did_you_mean(value, regions()),
            )
