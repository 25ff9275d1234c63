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

from collections.abc import Iterator
from functools import cache

import msgspec

from tfgen.diagnostics import Diagnostic
from tfgen.rules.aws._arguments import by_path, constraints, elements
from tfgen.rules.aws._cidr import network_of
from tfgen.rules.base import aws_diagnostic
from tfgen.rules.context import RuleContext

CODE = "TFG516"


class _Argument(msgspec.Struct, frozen=True):
    network: bool = False
    least: int | None = None
    most: int | None = None


class _Table(msgspec.Struct, frozen=True):
    arguments: dict[str, _Argument]


@cache
def _table() -> _Table:
    return constraints().table("networks", _Table)


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each range that is wrong by itself."""
    given = by_path(context)
    for path in given.keys() & _table().arguments.keys() if given else ():
        for argument in given[path]:
            attribute = argument.site.schema.attributes.get(argument.name)
            for expr, text in elements(argument, attribute.type) if attribute else ():
                wrong = _wrong(text, _table().arguments[path]) if text else None
                if wrong:
                    detail, help_ = wrong
                    summary = f'{argument.name} cannot be "{text}"'
                    yield aws_diagnostic(CODE, argument.site.parsed, expr.range, summary, detail, help_)


def _wrong(text: str, argument: _Argument) -> tuple[str, str] | None:
    """What is wrong with a range, and how to mend it."""
    network = network_of(text, exact=False)
    if network is None:
        return "It is not a CIDR block.", 'Write an address and a prefix, such as "10.0.0.0/16".'
    if argument.network and network_of(text) is None:
        return f"Bits are set behind the prefix: the network is {network}.", f'Write "{network}".'
    if network.version == 4 and not (argument.least or 0) <= network.prefixlen <= (argument.most or 32):
        return f"Its prefix is /{network.prefixlen}; AWS takes /{argument.least} to /{argument.most}.", ""
    return None
