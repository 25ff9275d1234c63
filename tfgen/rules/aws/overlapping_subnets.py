"""Two subnets of one VPC that overlap.

What it finds
    Two subnets with certain ranges in the same VPC of the same directory that have addresses in common. Subnets with
    ``count`` or ``for_each`` are left out: they may be alternatives.

Why it matters
    Terraform validates and plans it; AWS refuses the second subnet: InvalidSubnet.Conflict.

Example
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.main.id
      cidr_block = "10.0.0.0/23"
    }

    resource "aws_subnet" "b" {
      vpc_id     = aws_vpc.main.id
      cidr_block = "10.0.1.0/24"
    }

Instead
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.main.id
      cidr_block = "10.0.0.0/23"
    }

    resource "aws_subnet" "b" {
      vpc_id     = aws_vpc.main.id
      cidr_block = "10.0.2.0/24"
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.aws._cidr import Subnet, subnets
from tfgen.rules.context import RuleContext
from tfgen.rules.resources import aws_finding

CODE = "TFG518"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each subnet that overlaps one before it, by address."""
    groups: dict[tuple[object, ...], list[Subnet]] = {}
    for subnet in subnets(context):
        if subnet.distinct:
            groups.setdefault((*subnet.vpc.key, subnet.network.version), []).append(subnet)
    for group in groups.values():
        yield from _overlaps(group)


def _overlaps(group: list[Subnet]) -> Iterator[Diagnostic]:
    """Ranges are nested or apart, so the one that reaches furthest so far is enough to look at."""
    widest: Subnet | None = None
    for subnet in sorted(group, key=_first_address_and_prefix):
        if widest and int(subnet.network.network_address) <= int(widest.network.broadcast_address):
            yield aws_finding(
                CODE,
                subnet.argument,
                f"{subnet.network} overlaps another subnet",
                f"{subnet.vpc.name} has a subnet with {widest.network} already.",
                "Take a range that no other subnet has.",
            )
        else:
            widest = subnet


def _first_address_and_prefix(subnet: Subnet) -> tuple[int, int]:
    return int(subnet.network.network_address), subnet.network.prefixlen
