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

from collections.abc import Iterator
from functools import cache

import msgspec

from tfgen.diagnostics import Diagnostic
from tfgen.rules.aws._arguments import by_path, constraints
from tfgen.rules.base import aws_diagnostic
from tfgen.rules.context import RuleContext
from tfgen.spelling import did_you_mean

CODE = "TFG522"
NEWEST = "999.0.0"
"""Any version later than all facts about older ones."""


class _Argument(msgspec.Struct, frozen=True):
    prefix: str
    families: tuple[str, ...]
    whole: tuple[str, ...]


class _Table(msgspec.Struct, frozen=True):
    arguments: dict[str, _Argument]


@cache
def _table() -> _Table:
    return constraints().table("instance_classes", _Table)


@cache
def _families() -> dict[str, frozenset[str]]:
    """EC2's families, each with its sizes."""
    found: dict[str, set[str]] = {}
    for constraint in constraints().of("aws_instance", NEWEST).get("instance_type", ()):
        for value in constraint.values:
            family, _, size = value.partition(".")
            found.setdefault(family, set()).add(size)
    return {family: frozenset(sizes) for family, sizes in found.items()}


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each class that cannot exist."""
    given = by_path(context)
    for path in given.keys() & _table().arguments.keys() if given else ():
        for argument in given[path]:
            value = argument.value
            wrong = _wrong(value.lower(), _table().arguments[path]) if isinstance(value, str) and value else None
            if wrong:
                summary = f'There is no instance class "{value}"'
                yield aws_diagnostic(CODE, argument.site.parsed, argument.expr.range, summary, *wrong)


def _wrong(value: str, argument: _Argument) -> tuple[str, str] | None:
    """What is wrong with a class, and how to mend it."""
    if value in argument.whole:
        return None
    prefix, _, rest = value.partition(".")
    if prefix != argument.prefix:
        whole = f"{argument.prefix}.{value}"
        help_ = f'Write "{whole}".' if prefix in _families() else ""
        return f'The classes of this service begin with "{argument.prefix}.".', help_
    family, _, size = rest.partition(".")
    if family in argument.families:
        return None
    source = f"AWS's API model: ec2 RunInstances.InstanceType, {constraints().models}"
    if family not in _families():
        return f'There is no family "{family}" ({source}).', did_you_mean(family, _families())
    if size.split(".")[0] not in _families()[family]:
        return f'The family "{family}" has no size "{size}" ({source}).', did_you_mean(size, _families()[family])
    return None
