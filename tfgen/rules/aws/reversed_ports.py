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
from tfgen.rules.aws._arguments import as_text
from tfgen.rules.context import RuleContext
from tfgen.rules.resources import ResourceBlock, aws_finding, blocks_with

CODE = "TFG521"

_WITH_PORTS = frozenset({"tcp", "udp", "6", "17"})


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each reversed range."""
    for block in blocks_with(context, "from_port", "to_port"):
        first = block.argument("from_port")
        if first is None or not _has_ports(block):
            continue
        low, high = _port(block, "from_port"), _port(block, "to_port")
        if low is not None and high is not None and low > high:
            yield aws_finding(
                CODE,
                first,
                f"The ports run from {low} to {high}",
                "The first port is larger than the last.",
                f"Write from_port = {high} and to_port = {low}.",
            )


def _has_ports(block: ResourceBlock) -> bool:
    name = "protocol" if block.writes("protocol") else "ip_protocol"
    protocol = block.value(name)
    return protocol is not None and (as_text(protocol) or "").lower() in _WITH_PORTS


def _port(block: ResourceBlock, name: str) -> int | None:
    value = block.value(name)
    text = as_text(value) if value is not None else None
    if text and text.isdecimal():
        return int(text)
    return None
