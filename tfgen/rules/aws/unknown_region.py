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

from tfgen.diagnostics import Diagnostic, did_you_mean
from tfgen.rules.aws._arguments import limits
from tfgen.rules.aws._regions import regions
from tfgen.rules.base import refused
from tfgen.rules.constants import known
from tfgen.rules.context import View
from tfgen.terraform.analysis.schema_blocks import Site
from tfgen.terraform.hcl.syntax import Attribute

CODE = "TFG524"


def check(view: View) -> Iterator[Diagnostic]:
    """Yield a finding for each region that does not exist."""
    for site in view.sites:
        if site.kind in ("provider", "resource", "data") and not _endpoints_of_its_own(site):
            for argument in site.body.attributes:
                if argument.name == "region" and "region" in site.schema.attributes:
                    yield from _judge(view, site, argument)


def _endpoints_of_its_own(site: Site) -> bool:
    """Whether the provider is told not to mind, or talks to something else than AWS."""
    if site.body.argument("skip_region_validation"):
        return True
    return any(block.type == "endpoints" for block in site.body.blocks)


def _judge(view: View, site: Site, argument: Attribute) -> Iterator[Diagnostic]:
    value = known(view, argument.expr)
    settable = site.schema.attributes["region"].settable
    if settable and isinstance(value, str) and value and value not in regions():
        yield refused(
            CODE,
            site.parsed,
            argument.expr.range,
            f'There is no region "{value}"',
            f"The {len(regions())} regions are those of {limits().models}.",
            did_you_mean(value, regions()),
        )
