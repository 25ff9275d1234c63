"""A rule resource for a security group that has rules of its own.

What it finds
    An ``aws_security_group_rule`` or ``aws_vpc_security_group_ingress_rule`` (or egress) for an
    ``aws_security_group`` of the same module that has ``ingress`` (or ``egress``) blocks itself, or for an
    ``aws_default_security_group``. With ``ignore_changes`` on the blocks both can live.

Why it matters
    A group with blocks has these rules and no others: each apply removes what the rule resources made, the next one
    makes it again, and between the two the traffic stops. Terraform plans it without a word.

Example
    resource "aws_security_group" "web" {
      name = "web"
      ingress {
        protocol    = "tcp"
        from_port   = 443
        to_port     = 443
        cidr_blocks = ["10.0.0.0/8"]
      }
    }

    resource "aws_security_group_rule" "more" {
      type              = "ingress"
      security_group_id = aws_security_group.web.id
      protocol          = "tcp"
      from_port         = 80
      to_port           = 80
      cidr_blocks       = ["10.0.0.0/8"]
    }

Instead
    resource "aws_security_group" "web" {
      name = "web"
    }

    resource "aws_security_group_rule" "more" {
      type              = "ingress"
      security_group_id = aws_security_group.web.id
      protocol          = "tcp"
      from_port         = 80
      to_port           = 80
      cidr_blocks       = ["10.0.0.0/8"]
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.aws._arguments import owned_blocks
from tfgen.rules.aws._security_group_rules import (
    DIRECTIONS,
    GROUPS,
    INLINE,
    direction_of,
    security_group_rules,
)
from tfgen.rules.block_index import address_of
from tfgen.rules.block_instances import surely_exists
from tfgen.rules.context import RuleContext
from tfgen.rules.resources import ResourceBlock, aws_finding
from tfgen.terraform.analysis.schema_blocks import SchemaBlock
from tfgen.terraform.config.configuration import Address
from tfgen.terraform.hcl.syntax import Name, Tuple
from tfgen.terraform.hcl.walk import traversal

CODE = "TFG552"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each rule resource that a group undoes."""
    managed: dict[Address, frozenset[str]] | None = None
    for kind, rule in security_group_rules(context):
        if kind == INLINE or not surely_exists(context, rule.owner):
            continue
        group, direction = _group(rule), direction_of(kind, rule)
        if group is None or direction is None:
            continue
        if managed is None:
            managed = dict(_managed(context))
        if direction in managed.get(group, ()):
            yield _finding(rule, group, direction)


def _group(rule: ResourceBlock) -> Address | None:
    """The address of the security group that a rule is for, where it is one of this module."""
    argument = rule.argument("security_group_id")
    found = traversal(argument.expr) if argument else None
    if found is None or found[0] not in GROUPS or not found[1]:
        return None
    return found[0], str(found[1][0].key)


def _managed(context: RuleContext) -> Iterator[tuple[Address, frozenset[str]]]:
    """The directions in which each group says all its rules itself."""
    for owner, block in owned_blocks(context):
        address = address_of(context, block) if block is owner else None
        if address and address[0] in GROUPS and surely_exists(context, owner):
            yield address, _directions(owner) - _ignored(owner)


def _directions(group: SchemaBlock) -> frozenset[str]:
    if group.path == "aws_default_security_group":
        return frozenset(DIRECTIONS)
    written = set()
    for name, _ in group.blocks():
        written.add(name)
    return frozenset(DIRECTIONS) & (written | group.body.names)


def _ignored(group: SchemaBlock) -> frozenset[str]:
    """The directions whose changes the group ignores."""
    for block in group.body.blocks:
        if block.type != "lifecycle":
            continue
        ignored = block.body.get("ignore_changes")
        if isinstance(ignored, Name):
            return frozenset(DIRECTIONS)
        if isinstance(ignored, Tuple):
            return frozenset(item.name for item in ignored.items if isinstance(item, Name))
    return frozenset()


def _finding(rule: ResourceBlock, group: Address, direction: str) -> Diagnostic:
    address = ".".join(group)
    if group[0] == "aws_default_security_group":
        detail = f"{address} removes all rules but those in its own blocks."
    else:
        detail = f"{address} has {direction} blocks, and removes all {direction} rules but these."
    return aws_finding(
        CODE,
        rule,
        f"The rule is undone by {address}",
        detail,
        "Write all rules of the group in one way: as blocks, or as resources.",
        by="Each apply undoes the last one.",
    )
