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
from tfgen.rules.aws._arguments import ConstantArgument, as_text, by_path, constraints
from tfgen.rules.base import aws_diagnostic
from tfgen.rules.constants import Value
from tfgen.rules.context import RuleContext

CODE = "TFG523"

_TYPE = "aws_ecs_task_definition"
_NEEDED = ("cpu", "memory", "network_mode")
_UNITS = re.compile(r"(\d+(?:\.\d+)?)\s*(vcpu|gb)?", re.IGNORECASE)


class _Table(msgspec.Struct, frozen=True):
    memory: dict[str, tuple[int, int, int]]
    not_: dict[str, tuple[int, ...]] = msgspec.field(name="not")


@cache
def _table() -> _Table:
    return constraints().table("fargate", _Table)


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield the findings for each task that must run on Fargate."""
    given = by_path(context)
    for argument in given.get(f"{_TYPE}.requires_compatibilities", ()):
        if isinstance(argument.value, tuple) and "FARGATE" in argument.value:
            cpu, memory, mode = (_beside(argument, given.get(f"{_TYPE}.{name}", ())) for name in _NEEDED)
            yield from _missing(argument)
            yield from _network(mode)
            yield from _size(cpu, memory)


def _beside(argument: ConstantArgument, others: tuple[ConstantArgument, ...]) -> ConstantArgument | None:
    """The one of the others that the same task definition has."""
    return next((other for other in others if other.site is argument.site), None)


def _missing(argument: ConstantArgument) -> Iterator[Diagnostic]:
    names = {a.name for a in argument.site.body.attributes}
    for name in _NEEDED:
        if name not in names:
            wanted = 'network_mode = "awsvpc"' if name == "network_mode" else f"{name} of the task"
            yield aws_diagnostic(
                CODE,
                argument.site.parsed,
                argument.expr.range,
                f"A Fargate task without {name}",
                f"Fargate needs the {wanted}.",
                f"Set {name}.",
            )


def _network(mode: ConstantArgument | None) -> Iterator[Diagnostic]:
    if mode and mode.value != "awsvpc":
        summary = f'A Fargate task in network mode "{mode.value}"'
        yield aws_diagnostic(
            CODE, mode.site.parsed, mode.expr.range, summary, 'Fargate knows "awsvpc" only.', 'Write "awsvpc".'
        )


def _size(cpu: ConstantArgument | None, memory: ConstantArgument | None) -> Iterator[Diagnostic]:
    if cpu is None or memory is None:
        return
    units, size = _number(cpu.value), _number(memory.value)
    if units is None or size is None or units > max(map(int, _table().memory)):
        return
    pair = _table().memory.get(str(units))
    if pair is None:
        known = ", ".join(_table().memory)
        summary = f"Fargate has no task with {units} CPU units"
        yield aws_diagnostic(CODE, cpu.site.parsed, cpu.expr.range, summary, f"It has {known}.")
    elif size not in range(pair[0], pair[1] + 1, pair[2]) or size in _table().not_.get(str(units), ()):
        detail = f"With {units} CPU units it has {pair[0]} to {pair[1]} MiB in steps of {pair[2]}."
        summary = f"Fargate has no task with {units} CPU units and {size} MiB"
        yield aws_diagnostic(CODE, memory.site.parsed, memory.expr.range, summary, detail)


def _number(value: Value) -> int | None:
    """CPU units or MiB: ``256``, ``0.25 vCPU``, ``1 GB``."""
    found = _UNITS.fullmatch((as_text(value) or "").strip())
    if found is None:
        return None
    return round(float(found[1]) * (1024 if found[2] else 1))
