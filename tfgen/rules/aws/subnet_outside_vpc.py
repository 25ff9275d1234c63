"""A subnet that does not lie in its VPC.

What it finds
    A subnet whose range is certain and not inside any range of its VPC, where the VPC is declared in the same directory
    and all its ranges are certain (``aws_vpc_ipv4_cidr_block_association`` counts).

Why it matters
    Terraform validates and plans it; AWS refuses to make the subnet: InvalidSubnet.Range.

Example
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.main.id
      cidr_block = "10.1.0.0/24"
    }

Instead
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.main.id
      cidr_block = "10.0.1.0/24"
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.aws._cidr import Network, ranges_around, subnets
from tfgen.rules.context import RuleContext
from tfgen.rules.resources import aws_finding

CODE = "TFG517"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each subnet outside its VPC."""
    for subnet in subnets(context):
        ranges = ranges_around(context, subnet)
        if ranges and not any(is_inside(subnet.network, vpc_range) for vpc_range in ranges):
            yield aws_finding(
                CODE,
                subnet.argument,
                f"{subnet.network} does not lie in the VPC",
                f"{subnet.vpc.name} has {' and '.join(map(str, ranges))}.",
                "Take a part of the VPC's range.",
            )


def is_inside(part: Network, whole: Network) -> bool:
    """True when all of ``part`` is in ``whole``."""
    if part.version != whole.version:
        return False
    first, last = int(whole.network_address), int(whole.broadcast_address)
    return first <= int(part.network_address) <= int(part.broadcast_address) <= last
