"""A range of ports that ends before it begins.

What it finds
    ``from_port`` larger than ``to_port`` in a rule of a security group or network ACL whose protocol is TCP or UDP.
    With ICMP the two are a type and a code, which is left alone.

Why it matters
    Terraform validates and plans it; AWS refuses the rule: InvalidParameterValue.

Example
    resource "aws_security_group_rule" "web" {
      type              = "ingress"
      security_group_id = "sg-12345678"
      protocol          = "tcp"
      from_port         = 443
      to_port           = 80
      cidr_blocks       = ["10.0.0.0/8"]
    }

Instead
    resource "aws_security_group_rule" "web" {
      type              = "ingress"
      security_group_id = "sg-12345678"
      protocol          = "tcp"
      from_port         = 80
      to_port           = 443
      cidr_blocks       = ["10.0.0.0/8"]
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.aws._arguments import ConstantArgument, as_text, constant_arguments
from tfgen.rules.base import aws_diagnostic
from tfgen.rules.constants import PlainValue
from tfgen.rules.context import RuleContext

CODE = "TFG521"

_NAMES = frozenset({"protocol", "ip_protocol", "from_port", "to_port"})
_WITH_PORTS = frozenset({"tcp", "udp", "6", "17"})


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each reversed range."""
    for arguments in _security_rules(context):
        first, last = arguments.get("from_port"), arguments.get("to_port")
        if first is None or last is None or not _has_ports(arguments):
            continue
        low, high = _port(first.value), _port(last.value)
        if low is not None and high is not None and low > high:
            yield aws_diagnostic(
                CODE,
                first.block.parsed,
                first.expr.range,
                f"The ports run from {low} to {high}",
                "The first port is larger than the last.",
                f"Write from_port = {high} and to_port = {low}.",
            )


def _has_ports(arguments: dict[str, ConstantArgument]) -> bool:
    protocol = arguments.get("protocol") or arguments.get("ip_protocol")
    return protocol is not None and (as_text(protocol.value) or "").lower() in _WITH_PORTS


def _security_rules(context: RuleContext) -> Iterator[dict[str, ConstantArgument]]:
    """The known arguments of each block that has some of those that matter here."""
    by_block: dict[int, dict[str, ConstantArgument]] = {}
    for argument in constant_arguments(context):
        if argument.name in _NAMES:
            by_block.setdefault(id(argument.block), {})[argument.name] = argument
    yield from by_block.values()


def _port(value: PlainValue) -> int | None:
    text = as_text(value)
    return int(text) if text and text.isdecimal() else None
