"""Functions of IP networks."""

from __future__ import annotations

import ipaddress
import re
from decimal import Decimal

from tfgen.terraform.functions.arguments import int_at, number_at, text_at
from tfgen.terraform.functions.spec import FunctionCall, FunctionError, FunctionSpec, NotComputable
from tfgen.terraform.types.model import STRING
from tfgen.terraform.types.value import Value, list_of, string

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
_LENGTH = re.compile(r"[0-9]{1,8}")


def _network(call: FunctionCall, position: int = 0) -> Network:
    """The network of an address with a prefix length, as Go's ``net.ParseCIDR``.

    Leading zeros are allowed in IPv4.
    """
    given = text_at(call, position)
    address, slash, length = given.partition("/")
    try:
        if not slash or not _LENGTH.fullmatch(length) or "%" in address:
            raise ValueError
        plain = _without_zeros(address)
        found = ipaddress.ip_network(f"{plain}/{int(length)}", strict=False)
    except ValueError:
        raise FunctionError(f"invalid CIDR expression: invalid CIDR address: {given}") from None
    if isinstance(found, ipaddress.IPv6Network) and found.network_address.ipv4_mapped is not None:
        raise NotComputable  # Go mixes up the two kinds of addresses
    return found


def _without_zeros(address: str) -> str:
    """An IPv4 address without leading zeros in its parts; another text as it is."""
    if ":" in address:
        return address
    parts = address.split(".")
    for i, part in enumerate(parts):
        if part.isascii() and part.isdigit():
            parts[i] = str(int(part))
    return ".".join(parts)


def _big_at(call: FunctionCall, position: int) -> int:
    data = number_at(call, position)
    if isinstance(data, Decimal):
        raise FunctionError("value must be a whole number", position)
    return data


def _text(address: int, like: Network) -> str:
    if isinstance(like, ipaddress.IPv4Network):
        return str(ipaddress.IPv4Address(address))
    return str(ipaddress.IPv6Address(address))


def _cidrhost(call: FunctionCall) -> Value:
    number, network = _big_at(call, 1), _network(call)
    free = network.max_prefixlen - network.prefixlen
    most = 2**free
    offset = number if number >= 0 else most + number
    if not 0 <= offset < most:
        at = max(number, -number - 1)
        raise FunctionError(
            f"prefix of {network.prefixlen} does not accommodate a host numbered {at}"
        )
    return string(_text(int(network.network_address) + offset, network))


def _cidrnetmask(call: FunctionCall) -> Value:
    network = _network(call)
    if network.version == 6:
        raise FunctionError(f"IPv6 addresses cannot have a netmask: {text_at(call, 0)}")
    return string(str(network.netmask))


def _cidrsubnet(call: FunctionCall) -> Value:
    more, number = int_at(call, 1), _big_at(call, 2)
    network = _network(call)
    length = network.prefixlen + more
    if length > network.max_prefixlen:
        raise FunctionError(
            f"insufficient address space to extend prefix of {network.prefixlen} by {more}"
        )
    if number < 0 or more < 0:
        raise NotComputable  # the results make no sense, but they are results
    if number > 2**more - 1:
        raise FunctionError(
            f"prefix extension of {more} does not accommodate a subnet numbered {number}"
        )
    base = int(network.network_address) | (number << (network.max_prefixlen - length))
    return string(f"{_text(base, network)}/{length}")


def _cidrsubnets(call: FunctionCall) -> Value:
    network = _network(call)
    end = int(network.broadcast_address)
    at, found = int(network.network_address), []
    for i in range(1, len(call.arguments)):
        length = network.prefixlen + _extension(call, i, network)
        size = 2 ** (network.max_prefixlen - length)
        at = -(-at // size) * size
        if at + size - 1 > end:
            what = f"a subnet with a prefix of {length} bits"
            raise FunctionError(f"not enough remaining address space for {what}", i)
        found.append(string(f"{_text(at, network)}/{length}"))
        at += size
    return list_of(found, STRING)


def _extension(call: FunctionCall, position: int, network: Network) -> int:
    more = int_at(call, position)
    if more < 1:
        raise FunctionError("must extend prefix by at least one bit", position)
    if more > 32:
        raise FunctionError("may not extend prefix by more than 32 bits", position)
    length = network.prefixlen + more
    if length > network.max_prefixlen:
        why = f"which is too long for an IPv{network.version} address"
        raise FunctionError(f"would extend prefix to {length} bits, {why}", position)
    return more


FUNCTIONS = {
    "cidrhost": FunctionSpec(_cidrhost),
    "cidrnetmask": FunctionSpec(_cidrnetmask),
    "cidrsubnet": FunctionSpec(_cidrsubnet),
    "cidrsubnets": FunctionSpec(_cidrsubnets),
}
