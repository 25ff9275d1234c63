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
from tfgen.rules.constants import Value
from tfgen.rules.context import RuleContext

CODE = "TFG521"

_NAMES = frozenset({"protocol", "ip_protocol", "from_port", "to_port"})
_WITH_PORTS = frozenset({"tcp", "udp", "6", "17"})


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each reversed range."""
    for given in _rules(context):
        protocol = given.get("protocol") or given.get("ip_protocol")
        first, last = given.get("from_port"), given.get("to_port")
        if protocol and first and last and (as_text(protocol.value) or "").lower() in _WITH_PORTS:
            low, high = _port(first.value), _port(last.value)
            if low is not None and high is not None and low > high:
                yield aws_diagnostic(
                    CODE,
                    first.site.parsed,
                    first.expr.range,
                    f"The ports run from {low} to {high}",
                    "The first port is larger than the last.",
                    f"Write from_port = {high} and to_port = {low}.",
                )


def _rules(context: RuleContext) -> Iterator[dict[str, ConstantArgument]]:
    """What certain values each body has, of the arguments that matter here."""
    found: dict[int, dict[str, ConstantArgument]] = {}
    for argument in constant_arguments(context):
        if argument.name in _NAMES:
            found.setdefault(id(argument.site), {})[argument.name] = argument
    yield from found.values()


def _port(value: Value) -> int | None:
    text = as_text(value)
    return int(text) if text and text.isdecimal() else None
