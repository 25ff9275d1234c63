"""Rules of security groups, in the three forms that the AWS provider has for them."""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.rules.aws._arguments import as_text
from tfgen.rules.constants import known_value
from tfgen.rules.context import RuleContext
from tfgen.rules.resources import ResourceArgument, ResourceBlock, resources
from tfgen.terraform.hcl.syntax import Expr, Tuple
from tfgen.terraform.hcl.walk import traversal

INLINE = "a block of the group"
RULE = "aws_security_group_rule"
NEWER = "aws_vpc_security_group_ingress_rule or aws_vpc_security_group_egress_rule"

GROUPS = ("aws_security_group", "aws_default_security_group")
NEWER_TYPES = ("aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule")
DIRECTIONS = ("ingress", "egress")


def security_group_rules(
    context: RuleContext, *, unchanged: bool = False
) -> Iterator[tuple[str, ResourceBlock]]:
    """Each rule with its form; ``unchanged`` is as in ``resources``."""
    for group in resources(context, *GROUPS, unchanged=unchanged):
        for direction in DIRECTIONS:
            for block in group.blocks(direction):
                yield INLINE, block
    for rule in resources(context, RULE, unchanged=unchanged):
        yield RULE, rule
    for rule in resources(context, *NEWER_TYPES, unchanged=unchanged):
        yield NEWER, rule


def direction_of(kind: str, rule: ResourceBlock) -> str | None:
    """``ingress`` or ``egress``; None where it is not known."""
    if kind == RULE:
        value = rule.value("type")
        if isinstance(value, str):
            return value
        return None
    if "ingress" in rule.path:
        return "ingress"
    return "egress"


def protocol_of(rule: ResourceBlock) -> str | None:
    """The protocol in lower case, numbers of TCP, UDP and ICMP as their names; None: not known."""
    value = rule.value("protocol" if rule.writes("protocol") else "ip_protocol")
    text = as_text(value) if value is not None else None
    if text is None:
        return None
    return _NAMES.get(text.lower(), text.lower())


_NAMES = {"6": "tcp", "17": "udp", "1": "icmp", "58": "icmpv6", "all": "-1"}
"""IANA's protocol numbers that EC2 turns into names, and the provider's word for -1."""


def is_all(protocol: str) -> bool:
    """True for the protocol that means all protocols."""
    return protocol == "-1"


def port(rule: ResourceBlock, name: str) -> int | None:
    """A port; None where it is not written or not known."""
    value = rule.value(name)
    text = as_text(value) if value is not None else None
    if text is None or not text.removeprefix("-").isdecimal():
        return None
    return int(text)


_SOURCES = (
    "cidr_blocks",
    "ipv6_cidr_blocks",
    "prefix_list_ids",
    "security_groups",
    "source_security_group_id",
    "cidr_ipv4",
    "cidr_ipv6",
    "prefix_list_id",
    "referenced_security_group_id",
    "self",
)


def sources_of(rule: ResourceBlock) -> Iterator[str]:
    """A text for each source of a rule that is certain: two rules with one text have one source."""
    for name in _SOURCES:
        argument = rule.argument(name)
        if argument is not None:
            for text in _identities(rule, argument):
                if (name, text) != ("self", "false"):
                    yield f"{name} {text}"


def _identities(rule: ResourceBlock, argument: ResourceArgument) -> Iterator[str]:
    expr = argument.expr
    if isinstance(expr, Tuple):
        for item in expr.items:
            text = identity(rule, item)
            if text is not None:
                yield text
        return
    value = argument.value
    if isinstance(value, tuple):
        for element in value:
            yield as_text(element) or ""
        return
    text = identity(rule, expr)
    if text is not None:
        yield text


def identity(block: ResourceBlock, expr: Expr) -> str | None:
    """The value of an expression where it is known, else the reference that it is:
    two expressions with one text have the same value. None for anything else.
    """
    value = known_value(block.context, expr, block.names)
    text = as_text(value) if value is not None else None
    if text is not None:
        return text
    found = traversal(expr)
    if found is None or found[0] in _VARYING or found[0] in block.names:
        return None
    return block.parsed.text_at(expr.range)


_VARYING = frozenset({"each", "count", "self"})
"""Names whose values differ from instance to instance."""
