"""CIDR blocks as several rules read them, the ranges of VPCs, and the VPC that a subnet lies in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from tfgen.rules.aws._arguments import arguments_by_path, owned_blocks
from tfgen.rules.constants import PlainValue
from tfgen.rules.context import RuleContext
from tfgen.rules.resources import ResourceArgument
from tfgen.terraform.analysis.attribute_access import address_of
from tfgen.terraform.analysis.schema_blocks import SchemaBlock
from tfgen.terraform.config.configuration import Address, argument_of
from tfgen.terraform.evaluate.module_instance import ModuleInstance
from tfgen.terraform.evaluate.origins import ExpressionOrigin, origin_of
from tfgen.terraform.hcl.walk import Reference, reference

if TYPE_CHECKING:
    from ipaddress import IPv4Network, IPv6Network

Network: TypeAlias = "IPv4Network | IPv6Network"

_PREFIXED = re.compile(r"[0-9A-Fa-f.:]+/[0-9]{1,3}")
_ASSOCIATION = "aws_vpc_ipv4_cidr_block_association"


class Subnet(Struct, frozen=True):
    """A subnet whose range is known, and the VPC that it lies in: of this module or another one."""

    argument: ResourceArgument
    network: Network
    vpc: ExpressionOrigin

    @property
    def distinct(self) -> bool:
        """True when this is one subnet, not all that a ``count`` or ``for_each`` makes."""
        body = self.argument.owner.body
        return bool(self.argument.instance) or body.argument("count", "for_each") is None


def network_of(text: str, *, exact: bool = True) -> Network | None:
    """The range that a text is; ``exact``: no bits may be set behind the prefix.
    None for anything else.
    """
    if _PREFIXED.fullmatch(text) is None:
        return None
    from ipaddress import ip_network

    try:
        return ip_network(text, strict=exact)
    except ValueError:
        return None


def _network(value: PlainValue | None) -> Network | None:
    if isinstance(value, str):
        return network_of(value)
    return None


def subnets(context: RuleContext) -> tuple[Subnet, ...]:
    """All subnets with a known IPv4 range in a VPC of this directory."""
    return context.once(subnets, lambda: tuple(_subnets(context)))


def _subnets(context: RuleContext) -> Iterator[Subnet]:
    for argument in arguments_by_path(context).get("aws_subnet.cidr_block", ()):
        network = _network(argument.value)
        vpc_id = argument.block.body.get("vpc_id")
        vpc = origin_of(context.instance, vpc_id) if vpc_id else None
        if network and vpc:
            yield Subnet(argument, network, vpc)


def vpc_of(block: SchemaBlock) -> Address | None:
    """The VPC of the same module whose ``id`` a block's ``vpc_id`` is: ``("aws_vpc", "main")``;
    None for one of several instances.
    """
    expr = block.body.get("vpc_id")
    vpc_id = reference(expr) if expr else None
    if vpc_id:
        return _vpc_address(vpc_id)
    return None


def _vpc_address(vpc_id: Reference) -> Address | None:
    if vpc_id.root != "aws_vpc" or len(vpc_id.steps) != 2 or vpc_id.steps[-1].key != "id":
        return None
    return address_of(vpc_id)


def ranges_around(context: RuleContext, subnet: Subnet) -> Sequence[Network]:
    """The ranges of a subnet's VPC; none where they are not all known."""
    vpc_id = subnet.vpc.reference
    address = _vpc_address(vpc_id) if vpc_id else None
    if address is None:
        return ()
    module = subnet.vpc.module
    if module is context.instance:
        return vpc_ranges(context).get(address, ())
    if any(_ASSOCIATION in text for text in _texts(module)):
        return ()  # another part of the tree may add ranges
    declared = module.evaluation.configuration.declared.get(address)
    expr = argument_of(declared, "cidr_block") if declared and not declared.instanced else None
    if expr is None:
        return ()
    value, failed = module.attempt(expr)
    network = None if failed or value.all_marks or not isinstance(value.data, str) else value.data
    found = _network(network)
    if found:
        return (found,)
    return ()


def _texts(module: ModuleInstance) -> Iterator[str]:
    """The texts of all files of the tree."""
    for each in module.tree.alone.values():
        for parsed in each.evaluation.configuration.files:
            yield parsed.file.text


def vpc_ranges(context: RuleContext) -> Mapping[Address, Sequence[Network]]:
    """The ranges of each VPC all of whose ranges are known."""
    return context.once(vpc_ranges, lambda: _vpc_ranges(context))


def _vpc_ranges(context: RuleContext) -> Mapping[Address, Sequence[Network]]:
    ranges = _first_ranges(context)
    associations = arguments_by_path(context).get(f"{_ASSOCIATION}.cidr_block", ())
    values = {}
    for argument in associations:
        values[id(argument.block)] = argument.value
    for _, block in owned_blocks(context):
        if block.path != _ASSOCIATION:
            continue
        vpc = vpc_of(block)
        network = _network(values.get(id(block)))
        if vpc is None:
            ranges.clear()  # it may belong to any of them
        elif network and vpc in ranges:
            ranges[vpc].append(network)
        else:
            ranges.pop(vpc, None)
    return ranges


def _first_ranges(context: RuleContext) -> dict[Address, list[Network]]:
    """The range of each VPC's own ``cidr_block``."""
    ranges: dict[Address, list[Network]] = {}
    for argument in arguments_by_path(context).get("aws_vpc.cidr_block", ()):
        network = _network(argument.value)
        address = _address(context, argument.block)
        if network and address:
            ranges[address] = [network]
    return ranges


def _address(context: RuleContext, block: SchemaBlock) -> Address | None:
    """The address of the resource that is this block."""
    for address, declared in context.configuration.declared.items():
        if declared.name_range is block.header and address[0] == block.path:
            return address
    return None
