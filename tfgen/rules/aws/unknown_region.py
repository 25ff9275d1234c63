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
from tfgen.rules.aws._arguments import constraints
from tfgen.rules.aws._regions import regions
from tfgen.rules.base import aws_diagnostic
from tfgen.rules.constants import known
from tfgen.rules.context import RuleContext
from tfgen.spelling import did_you_mean
from tfgen.terraform.analysis.schema_blocks import SchemaBlock
from tfgen.terraform.hcl.syntax import Attribute

CODE = "TFG524"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each region that does not exist."""
    for site in context.analysis.schema_blocks:
        if site.kind in ("provider", "resource", "data") and not _endpoints_of_its_own(site):
            for argument in site.body.attributes:
                if argument.name == "region" and "region" in site.schema.attributes:
                    yield from _judge(context, site, argument)


def _endpoints_of_its_own(site: SchemaBlock) -> bool:
    """Whether the provider is told not to mind, or talks to something else than AWS."""
    if site.body.argument("skip_region_validation"):
        return True
    return any(block.type == "endpoints" for block in site.body.blocks)


def _judge(context: RuleContext, site: SchemaBlock, argument: Attribute) -> Iterator[Diagnostic]:
    value = known(context, argument.expr)
    settable = site.schema.attributes["region"].settable
    if settable and isinstance(value, str) and value and value not in regions():
        yield aws_diagnostic(
            CODE,
            site.parsed,
            argument.expr.range,
            f'There is no region "{value}"',
            f"The {len(regions())} regions are those of {constraints().models}.",
            did_you_mean(value, regions()),
        )
