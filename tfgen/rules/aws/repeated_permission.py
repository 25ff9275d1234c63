"""A permission that a security group gives twice.

What it finds
    Two rules of one security group, both for ingress or both for egress, with the same protocol, the same ports and a
    source in common: two blocks of ``aws_security_group``, two ``aws_security_group_rule`` or two
    ``aws_vpc_security_group_ingress_rule``. A description makes no difference.

Why it matters
    Terraform plans it. EC2 refuses the second one: "The same permission must not appear multiple times", or
    InvalidPermission.Duplicate. Where it does not, each apply takes away what the last one made.

Example
    resource "aws_security_group_rule" "a" {
      type              = "ingress"
      security_group_id = "sg-12345678"
      protocol          = "tcp"
      from_port         = 443
      to_port           = 443
      cidr_blocks       = ["10.0.0.0/8"]
    }

    resource "aws_security_group_rule" "b" {
      type              = "ingress"
      security_group_id = "sg-12345678"
      protocol          = "tcp"
      from_port         = 443
      to_port           = 443
      cidr_blocks       = ["10.0.0.0/8", "172.16.0.0/12"]
    }

Instead
    resource "aws_security_group_rule" "a" {
      type              = "ingress"
      security_group_id = "sg-12345678"
      protocol          = "tcp"
      from_port         = 443
      to_port           = 443
      cidr_blocks       = ["10.0.0.0/8"]
    }

    resource "aws_security_group_rule" "b" {
      type              = "ingress"
      security_group_id = "sg-12345678"
      protocol          = "tcp"
      from_port         = 443
      to_port           = 443
      cidr_blocks       = ["172.16.0.0/12"]
    }
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.aws._security_group_rules import (
    INLINE,
    direction_of,
    identity,
    is_all,
    port,
    protocol_of,
    security_group_rules,
    sources_of,
)
from tfgen.rules.block_instances import surely_exists
from tfgen.rules.context import RuleContext
from tfgen.rules.resources import ResourceBlock, aws_finding

CODE = "TFG551"

_HASHED = (
    "description",
    "cidr_blocks",
    "ipv6_cidr_blocks",
    "prefix_list_ids",
    "security_groups",
    "self",
)
"""What a block of a group has beside protocol and ports, which are compared before (the provider's
``SecurityGroupRuleHash``)."""


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each permission that stands before it already, once for a rule."""
    given: dict[Hashable, ResourceBlock] = {}
    for kind, rule in security_group_rules(context, unchanged=True):
        key = _key(kind, rule)
        if key is None or not rule.certain or not surely_exists(context, rule.owner):
            continue
        repeated = None
        for source in sources_of(rule):
            first = given.setdefault((key, source), rule)
            if first is not rule and repeated is None and not _is_one(kind, rule, first):
                repeated = first, source
        if repeated:
            yield _finding(rule, *repeated)


def _key(kind: str, rule: ResourceBlock) -> Hashable | None:
    """All of a permission but its source; None where something is not known."""
    group = _group(kind, rule)
    direction, protocol = direction_of(kind, rule), protocol_of(rule)
    if group is None or direction is None or protocol is None:
        return None
    if is_all(protocol):
        return kind, group, direction, protocol
    first, last = port(rule, "from_port"), port(rule, "to_port")
    if first is None or last is None:
        return None
    return kind, group, direction, protocol, first, last


def _group(kind: str, rule: ResourceBlock) -> Hashable | None:
    """The security group, by its own block for a rule that stands in it."""
    if kind == INLINE:
        return id(rule.owner), rule.instance
    argument = rule.argument("security_group_id")
    if argument:
        return identity(rule, argument.expr)
    return None


def _is_one(kind: str, rule: ResourceBlock, other: ResourceBlock) -> bool:
    """True for blocks of a group that are alike in everything: the provider has a set of them,
    which holds such blocks once.
    """
    return kind == INLINE and all(_alike(name, rule, other) for name in _HASHED)


def _alike(name: str, rule: ResourceBlock, other: ResourceBlock) -> bool:
    """True when both say the same of an argument, or nothing."""
    one, second = rule.argument(name), other.argument(name)
    if one is None or second is None:
        return one is second
    if one.value is not None:
        return one.value == second.value
    texts = (b.parsed.text_at(a.expr.range) for a, b in ((one, rule), (second, other)))
    return rule.names == other.names and len(set(texts)) == 1


def _finding(rule: ResourceBlock, first: ResourceBlock, source: str) -> Diagnostic:
    name, _, value = source.partition(" ")
    line = first.range.start.line
    return aws_finding(
        CODE,
        rule,
        f"The same permission as in line {line}",
        f"Both have the protocol, the ports and {name} {value}; EC2 takes a permission once.",
        "Take it out of one of the two.",
    )
