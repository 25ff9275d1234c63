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
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from tfgen.diagnostics import Diagnostic
from tfgen.rules.aws._arguments import ConstantArgument, arguments_by_path, as_text
from tfgen.rules.aws._constraints import constraints
from tfgen.rules.base import aws_diagnostic
from tfgen.rules.constants import PlainValue
from tfgen.rules.context import RuleContext

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
    arguments = arguments_by_path(context)
    for argument in arguments.get(f"{_TYPE}.requires_compatibilities", ()):
        if isinstance(argument.value, tuple) and "FARGATE" in argument.value:
            cpu = _same_task(argument, arguments.get(f"{_TYPE}.cpu", ()))
            memory = _same_task(argument, arguments.get(f"{_TYPE}.memory", ()))
            mode = _same_task(argument, arguments.get(f"{_TYPE}.network_mode", ()))
            yield from _missing(argument)
            yield from _network(mode)
            yield from _size(cpu, memory)


def _same_task(
    argument: ConstantArgument, others: Sequence[ConstantArgument]
) -> ConstantArgument | None:
    """The one of the others that the same task definition has."""
    for other in others:
        if other.block is argument.block:
            return other
    return None


def _missing(argument: ConstantArgument) -> Iterator[Diagnostic]:
    names = argument.block.body.names
    for name, needed in _NEEDED.items():
        if name not in names:
            yield aws_diagnostic(
                CODE,
                argument.block.parsed,
                argument.expr.range,
                f"A Fargate task without {name}",
                f"Fargate needs the {needed}.",
                f"Set {name}.",
            )


def _network(mode: ConstantArgument | None) -> Iterator[Diagnostic]:
    if mode and mode.value != "awsvpc":
        yield aws_diagnostic(
            CODE,
            mode.block.parsed,
            mode.expr.range,
            f'A Fargate task in network mode "{mode.value}"',
            'Fargate knows "awsvpc" only.',
            'Write "awsvpc".',
        )


def _size(cpu: ConstantArgument | None, memory: ConstantArgument | None) -> Iterator[Diagnostic]:
    if cpu is None or memory is None:
        return
    units, size = _number(cpu.value), _number(memory.value)
    if units is None or size is None or units > max(map(int, _table().memory)):
        return
    sizes = _table().memory.get(str(units))
    if sizes is None:
        summary = f"Fargate has no task with {units} CPU units"
        detail = f"It has {', '.join(_table().memory)}."
        yield aws_diagnostic(CODE, cpu.block.parsed, cpu.expr.range, summary, detail)
        return
    least, most, step = sizes
    if size not in range(least, most + 1, step) or size in _table().not_.get(str(units), ()):
        summary = f"Fargate has no task with {units} CPU units and {size} MiB"
        detail = f"With {units} CPU units it has {least} to {most} MiB in steps of {step}."
        yield aws_diagnostic(CODE, memory.block.parsed, memory.expr.range, summary, detail)


def _number(value: PlainValue) -> int | None:
    """CPU units or MiB: ``256``, ``0.25 vCPU``, ``1 GB``."""
    written = _UNITS.fullmatch((as_text(value) or "").strip())
    if written is None:
        return None
    factor = 1024 if written[2] else 1
    return round(float(written[1]) * factor)
