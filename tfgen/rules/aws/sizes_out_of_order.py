"""Sizes of which the smallest is larger than the largest.

What it finds
    A minimum above the desired size or the maximum, or a desired size above the maximum, with certain values: of
    scaling groups, node groups, scaling targets and serverless capacity. The list is in
    ``data/aws_constraints/tables/needs.toml``.

Why it matters
    Terraform validates and plans it; AWS refuses it: "Max bound must be greater than or equal to min bound".

Example
    resource "aws_appautoscaling_target" "web" {
      service_namespace  = "ecs"
      resource_id        = "service/main/web"
      scalable_dimension = "ecs:service:DesiredCount"
      min_capacity       = 4
      max_capacity       = 2
    }

Instead
    resource "aws_appautoscaling_target" "web" {
      service_namespace  = "ecs"
      resource_id        = "service/main/web"
      scalable_dimension = "ecs:service:DesiredCount"
      min_capacity       = 2
      max_capacity       = 4
    }
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from tfgen.diagnostics import Diagnostic
from tfgen.rules.aws._needs import Order, needs_table
from tfgen.rules.context import RuleContext
from tfgen.rules.resources import ResourceBlock, aws_finding, resources

CODE = "TFG562"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each size that is larger than a later one."""
    if not context.analysis.schema_blocks:
        return
    for order in needs_table().order:
        type_, *steps = order.at.split(".")
        for resource in resources(context, type_):
            for block in _below(resource, steps):
                yield from _of_block(block, order)


def _below(block: ResourceBlock, steps: Sequence[str]) -> Iterator[ResourceBlock]:
    if not steps:
        yield block
        return
    for inner in block.blocks(steps[0]):
        yield from _below(inner, steps[1:])


def _of_block(block: ResourceBlock, order: Order) -> Iterator[Diagnostic]:
    for smaller, larger in combinations(order.names, 2):
        least, most = _number(block, smaller), _number(block, larger)
        place = block.argument(smaller)
        if place and least is not None and most is not None and least > most:
            yield aws_finding(
                CODE,
                place,
                f"{smaller} is {least:g} and {larger} {most:g}",
                f"{smaller} can be at most {larger} ({order.source}).",
                f"Write them in order: {' <= '.join(order.names)}.",
            )
            return


def _number(block: ResourceBlock, name: str) -> float | None:
    value = block.value(name)
    if isinstance(value, bool) or value is None:
        return None
    try:
        if isinstance(value, int | float | str):
            return float(value)
        return None
    except ValueError:
        return None
