"""An address range that AWS does not take.

What it finds
    An argument that takes CIDR blocks, with a certain value that is none, that has bits set behind its prefix where AWS
    wants a network's address, or whose prefix is longer or shorter than AWS takes it (a VPC: /16 to /28).

Why it matters
    With most of them the provider itself refuses the value, with others AWS does, in the middle of the apply.

Example
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/8"
    }

Instead
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

import msgspec

from tfgen.diagnostics import Diagnostic
from tfgen.rules.aws._arguments import arguments_in_table, elements
from tfgen.rules.aws._cidr import network_of
from tfgen.rules.aws._constraints import constraints
from tfgen.rules.context import RuleContext
from tfgen.rules.resources import aws_finding

CODE = "TFG516"


class _CidrArgument(msgspec.Struct, frozen=True):
    network: bool = False
    least: int | None = None
    most: int | None = None


class _CidrTable(msgspec.Struct, frozen=True):
    arguments: dict[str, _CidrArgument]


@cache
def _arguments() -> Mapping[str, _CidrArgument]:
    return constraints().table("networks", _CidrTable).arguments


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each range that is wrong by itself."""
    for argument, accepted in arguments_in_table(context, _arguments):
        for expr, text in elements(argument):
            problem = _problem(text, accepted)
            if problem:
                summary = f'{argument.name} cannot be "{text}"'
                yield aws_finding(CODE, argument, summary, *problem, range_=expr.range)


def _problem(text: str, accepted: _CidrArgument) -> tuple[str, str] | None:
    """Detail and help for a range that is wrong."""
    network = network_of(text, exact=False)
    if network is None:
        return "It is not a CIDR block.", 'Write an address and a prefix, such as "10.0.0.0/16".'
    if accepted.network and network_of(text) is None:
        return f"Bits are set behind the prefix: the network is {network}.", f'Write "{network}".'
    least, most = accepted.least or 0, accepted.most or 32
    if network.version == 4 and not least <= network.prefixlen <= most:
        return (
            f"Its prefix is /{network.prefixlen}; AWS takes /{accepted.least} to /{accepted.most}.",
            "",
        )
    return None
