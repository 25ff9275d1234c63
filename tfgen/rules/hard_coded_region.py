"""A region written into a module.

What it finds
    In modules that tfgen wrote: text that holds the name of an AWS region.

Why it matters
    A module must work in any region; the region belongs to the root's provider.

Example
    resource "aws_vpc_endpoint" "s3" {
      service_name = "com.amazonaws.us-west-2.s3"
      vpc_id       = "vpc-1"
    }

Instead
    data "aws_region" "current" {
    }

    resource "aws_vpc_endpoint" "s3" {
      service_name = "com.amazonaws.${data.aws_region.current.id}.s3"
      vpc_id       = "vpc-1"
    }
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.hcl.syntax import Template
from tfgen.hcl.walk import nested
from tfgen.rules.configuration import Configuration
from tfgen.rules.model import found
from tfgen.rules.scope import scoped

CODE = "TFG502"

# The form of every region name so far: AWS General Reference, "AWS service endpoints".
_REGION = re.compile(
    r"(?<![a-z0-9-])(?:us|eu|ap|sa|ca|me|af|il|mx|cn)(?:-gov|-iso[a-z]?)?"
    r"-(?:north|south|east|west|central)(?:east|west)?-[1-9](?![0-9])"
)


def check(configuration: Configuration) -> Iterator[Diagnostic]:
    """Yield a finding for each text with a region; roots, which have a provider, are left alone."""
    if any(True for _ in configuration.of_kind("provider")):
        return
    for place in scoped(configuration):
        if not place.parsed.own or place.block.type not in ("resource", "data", "locals"):
            continue
        for expr in nested(place.expr):
            for part in expr.parts if isinstance(expr, Template) else ():
                match = _REGION.search(part) if isinstance(part, str) else None
                if match:
                    yield found(
                        CODE,
                        place.parsed,
                        expr.range,
                        f"The region {match[0]} is written into a module",
                        "A module must work in any region.",
                        "Take it from data.aws_region.",
                    )
