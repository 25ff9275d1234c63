"""Address ranges as several rules read them, and which VPC a subnet lies in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from tfgen.rules.aws._arguments import by_path, owned
from tfgen.rules.context import RuleContext
from tfgen.terraform.analysis.attribute_access import address_of
from tfgen.terraform.analysis.schema_blocks import SchemaBlock
from tfgen.terraform.config.configuration import Address
from tfgen.terraform.hcl.syntax import Expr
from tfgen.terraform.hcl.walk import reference

if TYPE_CHECKING:
    from ipaddress import IPv4Network, IPv6Network

Network: TypeAlias = "IPv4Network | IPv6Network"

_PREFIXED = re.compile(r"[0-9A-Fa-f.:]+/[0-9]{1,3}")


class Subnet(Struct, frozen=True):
    """A subnet whose range is certain, and the VPC of the same directory that it names."""

    site: SchemaBlock
    expr: Expr
    network: Network
    vpc: Address


def network_of(text: str, *, exact: bool = True) -> Network | None:
    """The range that a text is; ``exact``: no bits may be set behind the prefix. None for anything else."""
    if _PREFIXED.fullmatch(text) is None:
        return None
    from ipaddress import ip_network

    try:
        return ip_network(text, strict=exact)
    except ValueError:
        return None


def subnets(context: RuleContext) -> tuple[Subnet, ...]:
    """All subnets with a certain IPv4 range in a VPC of this directory."""
    return context.once(subnets, lambda: tuple(_subnets(context)))


def _subnets(context: RuleContext) -> Iterator[Subnet]:
    for argument in by_path(context).get("aws_subnet.cidr_block", ()):
        network = network_of(argument.value) if isinstance(argument.value, str) else None
        vpc = vpc_of(argument.site)
        if network and vpc:
            yield Subnet(argument.site, argument.expr, network, vpc)


def vpc_of(site: SchemaBlock) -> Address | None:
    """The VPC whose ``id`` a site's ``vpc_id`` is: ``("aws_vpc", "main")``; None for one of several instances."""
    given = site.body.get("vpc_id")
    found = reference(given) if given else None
    if found is None or found.root != "aws_vpc" or len(found.steps) != 2 or found.steps[-1].key != "id":
        return None
    return address_of(found)


def vpc_ranges(context: RuleContext) -> Mapping[Address, tuple[Network, ...]]:
    """The ranges of each VPC all of whose ranges are certain."""
    return context.once(vpc_ranges, lambda: _vpc_ranges(context))


def _vpc_ranges(context: RuleContext) -> Mapping[Address, tuple[Network, ...]]:
    found: dict[Address, list[Network]] = {}
    for argument in by_path(context).get("aws_vpc.cidr_block", ()):
        network = network_of(argument.value) if isinstance(argument.value, str) else None
        address = _address(context, argument.site)
        if network and address:
            found[address] = [network]
    certain = {id(s.site): s.value for s in by_path(context).get("aws_vpc_ipv4_cidr_block_association.cidr_block", ())}
    for _, site in owned(context):
        if site.path == "aws_vpc_ipv4_cidr_block_association":
            vpc, value = vpc_of(site), certain.get(id(site))
            network = network_of(value) if isinstance(value, str) else None
            for address in [vpc] if vpc else list(found):
                if network and vpc and address in found:
                    found[address].append(network)
                else:
                    found.pop(address, None)
    return {address: tuple(networks) for address, networks in found.items()}


def _address(context: RuleContext, site: SchemaBlock) -> Address | None:
    """The address of the resource whose own site this is."""
    declared = context.configuration.declared
    return next((a for a, d in declared.items() if d.name_range is site.header and a[0] == site.path), None)
