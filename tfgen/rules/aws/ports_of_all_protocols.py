"""A rule of a security group whose ports do not go with its protocol.

What it finds
    Ports beside the protocol ``-1`` (``all``), or no ports beside TCP or UDP, in a rule of a security group with
    certain values. The ports 0 to 0 are fine with ``-1`` where the provider wants ports, as are -1 to -1 and 0 to
    65535 in ``aws_security_group_rule``.

Why it matters
    With ``-1`` AWS opens every port, whatever ports are named: what reads like a rule for one port opens all. In a
    block of ``aws_security_group`` the provider refuses any ports but 0; without ports AWS refuses a rule for TCP.

Example
    resource "aws_security_group_rule" "web" {
      type              = "ingress"
      security_group_id = "sg-12345678"
      protocol          = "-1"
      from_port         = 443
      to_port           = 443
      cidr_blocks       = ["10.0.0.0/8"]
    }

Instead
    resource "aws_security_group_rule" "web" {
      type              = "ingress"
      security_group_id = "sg-12345678"
      protocol          = "tcp"
      from_port         = 443
      to_port           = 443
      cidr_blocks       = ["10.0.0.0/8"]
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.aws._security_group_rules import (
    INLINE,
    NEWER,
    RULE,
    is_all,
    port,
    protocol_of,
    security_group_rules,
)
from tfgen.rules.context import RuleContext
from tfgen.rules.resources import ResourceBlock, aws_finding

CODE = "TFG550"

_EVERY_PORT = {
    INLINE: ((0, 0),),
    RULE: ((0, 0), (-1, -1), (0, 65535)),
    NEWER: (),
}
"""The pairs of ports that mean no port by the kind of a rule, with the protocol ``-1``."""

_WITH_PORTS = frozenset({"tcp", "udp", "6", "17"})


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each rule of a security group whose ports do not go with its protocol."""
    for kind, rule in security_group_rules(context):
        protocol = protocol_of(rule)
        if protocol is None:
            continue
        if is_all(protocol):
            yield from _with_ports(kind, rule)
        elif kind == NEWER and protocol in _WITH_PORTS:
            yield from _without_ports(rule)


def _with_ports(kind: str, rule: ResourceBlock) -> Iterator[Diagnostic]:
    written = [name for name in ("from_port", "to_port") if rule.writes(name)]
    ports = [port(rule, name) for name in written]
    if not written or None in ports or tuple(ports) in _EVERY_PORT[kind]:
        return
    place = rule.argument(written[0])
    assert place is not None
    by = "The provider refuses this." if kind == INLINE else "AWS opens every port."
    yield aws_finding(
        CODE,
        place,
        'Ports beside protocol "-1"',
        'The protocol "-1" means all protocols and all ports, so the ports do not count.',
        _help(kind),
        by=by,
    )


def _help(kind: str) -> str:
    if kind == NEWER:
        return 'Write ip_protocol = "tcp", or leave out the ports.'
    return 'Write protocol = "tcp", or from_port = 0 and to_port = 0.'


def _without_ports(rule: ResourceBlock) -> Iterator[Diagnostic]:
    missing = []
    for name in ("from_port", "to_port"):
        if not rule.writes(name):
            missing.append(name)
    protocol = rule.argument("ip_protocol")
    if missing and protocol:
        yield aws_finding(
            CODE,
            protocol,
            f"A rule for {protocol_of(rule)} without {' and '.join(missing)}",
            "TCP and UDP need the first and the last port.",
            "Set from_port and to_port.",
        )
