"""An instance class that the service does not have.

What it finds
    A certain instance class without the service's prefix (``db.``, ``cache.`` ...), or of a family or size that EC2's
    API model does not know and the service has not by itself.

Why it matters
    Terraform validates and plans it; AWS refuses to make the instance: InvalidParameterValue.

Example
    resource "aws_elasticache_cluster" "sessions" {
      cluster_id      = "sessions"
      engine          = "redis"
      num_cache_nodes = 1
      node_type       = "t3.micro"
    }

Instead
    resource "aws_elasticache_cluster" "sessions" {
      cluster_id      = "sessions"
      engine          = "redis"
      num_cache_nodes = 1
      node_type       = "cache.t3.micro"
    }
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

import msgspec

from tfgen.diagnostics import Diagnostic
from tfgen.rules.aws._arguments import arguments_in_table
from tfgen.rules.aws._constraints import constraints
from tfgen.rules.context import RuleContext
from tfgen.rules.resources import aws_finding
from tfgen.spelling import did_you_mean

CODE = "TFG522"
NEWEST = "999.0.0"
"""Any version later than all facts about older ones."""


class _ClassArgument(msgspec.Struct, frozen=True):
    prefix: str
    families: tuple[str, ...]
    whole: tuple[str, ...]


class _ClassTable(msgspec.Struct, frozen=True):
    arguments: dict[str, _ClassArgument]


@cache
def _arguments() -> Mapping[str, _ClassArgument]:
    return constraints().table("instance_classes", _ClassTable).arguments


@cache
def _families() -> dict[str, frozenset[str]]:
    """EC2's families, each with its sizes."""
    families: dict[str, set[str]] = {}
    for constraint in constraints().of("aws_instance", NEWEST).get("instance_type", ()):
        for value in constraint.values:
            family, _, size = value.partition(".")
            families.setdefault(family, set()).add(size)
    return {family: frozenset(sizes) for family, sizes in families.items()}


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each class that cannot exist."""
    for argument, accepted in arguments_in_table(context, _arguments):
        value = argument.value
        if not isinstance(value, str) or not value:
            continue
        problem = _problem(value.lower(), accepted)
        if problem:
            summary = f'There is no instance class "{value}"'
            yield aws_finding(CODE, argument, summary, *problem)


def _problem(value: str, accepted: _ClassArgument) -> tuple[str, str] | None:
    """Detail and help for a class that cannot exist."""
    if value in accepted.whole:
        return None
    prefix, _, rest = value.partition(".")
    if prefix != accepted.prefix:
        help_ = f'Write "{accepted.prefix}.{value}".' if prefix in _families() else ""
        return f'The classes of this service begin with "{accepted.prefix}.".', help_
    family, _, size = rest.partition(".")
    if family in accepted.families:
        return None
    source = f"AWS's API model: ec2 RunInstances.InstanceType, {constraints().models}"
    sizes = _families().get(family)
    if sizes is None:
        return f'There is no family "{family}" ({source}).', did_you_mean(family, _families())
    if size.split(".")[0] not in sizes:
        return f'The family "{family}" has no size "{size}" ({source}).', did_you_mean(size, sizes)
    return None
