"""An availability zone of another region.

What it finds
    A certain availability zone that does not lie in the certain region of its resource: the resource's own ``region``,
    or that of its provider in the same directory.

Why it matters
    Terraform validates and plans it; AWS refuses the call: InvalidParameterValue, the zone is invalid.

Example
    provider "aws" {
      region = "us-west-2"
    }

    resource "aws_ebs_volume" "data" {
      availability_zone = "us-east-1a"
      size              = 10
    }

Instead
    provider "aws" {
      region = "us-west-2"
    }

    resource "aws_ebs_volume" "data" {
      availability_zone = "us-west-2a"
      size              = 10
    }
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.aws._arguments import elements, known_arguments
from tfgen.rules.aws._regions import region_of
from tfgen.rules.context import RuleContext
from tfgen.rules.resources import aws_finding

CODE = "TFG525"

_NAMES = frozenset(
    {
        "availability_zone",
        "availability_zones",
        "availability_zone_name",
        "preferred_cache_cluster_azs",
    }
)
_REST = re.compile(r"[a-z]|-[a-z0-9-]+")
"""The rest of a zone after its region's name: ``a``, or ``-lax-1a`` in a local zone."""


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each zone that its region does not have."""
    for argument in known_arguments(context, _takes_zones):
        region = region_of(context, argument.owner)
        if region is None:
            continue
        for expr, zone in elements(argument):
            if not _is_zone_of(region, zone):
                yield aws_finding(
                    CODE,
                    argument,
                    f'"{zone}" is not a zone of {region}',
                    f"{argument.owner.path} is made in {region}.",
                    f'Its zones are "{region}a" and so on.',
                    range_=expr.range,
                )


def _takes_zones(path: str) -> bool:
    return path.rpartition(".")[2] in _NAMES


def _is_zone_of(region: str, zone: str) -> bool:
    return zone.startswith(region) and _REST.fullmatch(zone.removeprefix(region)) is not None
