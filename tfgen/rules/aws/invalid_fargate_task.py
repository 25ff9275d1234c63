"""A Fargate task whose size or network mode does not exist.

What it finds
    A task definition that requires Fargate, with certain values: CPU and memory that are no pair Fargate has, no CPU or
    memory at all, or another network mode than ``awsvpc``.

Why it matters
    Terraform validates and plans it; AWS refuses to register the task: "No Fargate configuration exists for given
    values".

Example
    resource "aws_ecs_task_definition" "web" {
      family                   = "web"
      requires_compatibilities = ["FARGATE"]
      network_mode             = "awsvpc"
      cpu                      = "256"
      memory                   = "4096"
      container_definitions    = "[]"
    }

Instead
    resource "aws_ecs_task_definition" "web" {
      family                   = "web"
      requires_compatibilities = ["FARGATE"]
      network_mode             = "awsvpc"
      cpu                      = "256"
      memory                   = "2048"
      container_definitions    = "[]"
    }
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from tfgen.diagnostics import Diagnostic
from tfgen.rules.aws._arguments import as_text
from tfgen.rules.aws._constraints import constraints
from tfgen.rules.constants import PlainValue
from tfgen.rules.context import RuleContext
from tfgen.rules.resources import ResourceArgument, ResourceBlock, aws_finding, resources

CODE = "TFG523"

_TYPE = "aws_ecs_task_definition"
_NEEDED = {
    "cpu": "cpu of the task",
    "memory": "memory of the task",
    "network_mode": 'network_mode = "awsvpc"',
}
"""The arguments that Fargate needs, as the message names them."""

_UNITS = re.compile(r"(\d+(?:\.\d+)?)\s*(vcpu|gb)?", re.IGNORECASE)


class _FargateTable(msgspec.Struct, frozen=True):
    memory: dict[str, tuple[int, int, int]]
    not_: dict[str, tuple[int, ...]] = msgspec.field(name="not")


@cache
def _table() -> _FargateTable:
    return constraints().table("fargate", _FargateTable)


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield the findings for each task that must run on Fargate."""
    for task in resources(context, _TYPE):
        requires = task.argument("requires_compatibilities")
        if requires and isinstance(requires.value, tuple) and "FARGATE" in requires.value:
            yield from _missing(task, requires)
            yield from _network(task.argument("network_mode"))
            yield from _size(task.argument("cpu"), task.argument("memory"))


def _missing(task: ResourceBlock, requires: ResourceArgument) -> Iterator[Diagnostic]:
    for name, needed in _NEEDED.items():
        if not task.writes(name):
            yield aws_finding(
                CODE,
                requires,
                f"A Fargate task without {name}",
                f"Fargate needs the {needed}.",
                f"Set {name}.",
            )


def _network(mode: ResourceArgument | None) -> Iterator[Diagnostic]:
    if mode and mode.value is not None and mode.value != "awsvpc":
        yield aws_finding(
            CODE,
            mode,
            f'A Fargate task in network mode "{mode.value}"',
            'Fargate knows "awsvpc" only.',
            'Write "awsvpc".',
        )


def _size(cpu: ResourceArgument | None, memory: ResourceArgument | None) -> Iterator[Diagnostic]:
    if cpu is None or memory is None:
        return
    units, size = _number(cpu.value), _number(memory.value)
    if units is None or size is None or units > max(map(int, _table().memory)):
        return
    sizes = _table().memory.get(str(units))
    if sizes is None:
        summary = f"Fargate has no task with {units} CPU units"
        yield aws_finding(CODE, cpu, summary, f"It has {', '.join(_table().memory)}.")
        return
    least, most, step = sizes
    if size not in range(least, most + 1, step) or size in _table().not_.get(str(units), ()):
        summary = f"Fargate has no task with {units} CPU units and {size} MiB"
        detail = f"With {units} CPU units it has {least} to {most} MiB in steps of {step}."
        yield aws_finding(CODE, memory, summary, detail)


def _number(value: PlainValue | None) -> int | None:
    """CPU units or MiB: ``256``, ``0.25 vCPU``, ``1 GB``."""
    if value is None:
        return None
    written = _UNITS.fullmatch((as_text(value) or "").strip())
    if written is None:
        return None
    factor = 1024 if written[2] else 1
    return round(float(written[1]) * factor)
