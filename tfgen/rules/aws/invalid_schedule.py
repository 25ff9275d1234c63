"""A schedule that AWS cannot read.

What it finds
    A certain ``cron(...)``, ``rate(...)`` or ``at(...)`` expression, or the five fields of an Auto Scaling schedule,
    that the service cannot read: too few fields, values out of range, ``rate(1 minutes)``, a day of the month and a day
    of the week at once.

Why it matters
    Terraform validates and plans it; AWS refuses the call: ValidationException, Parameter ScheduleExpression is not
    valid.

Example
    resource "aws_cloudwatch_event_rule" "nightly" {
      name                = "nightly"
      schedule_expression = "cron(0 3 * * *)"
    }

Instead
    resource "aws_cloudwatch_event_rule" "nightly" {
      name                = "nightly"
      schedule_expression = "cron(0 3 * * ? *)"
    }
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import msgspec

from tfgen.aws.schedules import Grammar, fault
from tfgen.diagnostics import Diagnostic
from tfgen.rules.aws._arguments import by_path, constraints
from tfgen.rules.base import aws_diagnostic
from tfgen.rules.context import RuleContext

CODE = "TFG520"


class _Argument(msgspec.Struct, frozen=True):
    forms: tuple[str, ...]
    source: str
    other: bool = False
    question: bool = False
    singular: bool = False


class _Table(msgspec.Struct, frozen=True):
    arguments: dict[str, _Argument]


@cache
def _table() -> _Table:
    return constraints().table("schedules", _Table)


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each schedule that cannot be read."""
    given = by_path(context)
    for path in given.keys() & _table().arguments.keys() if given else ():
        service = _table().arguments[path]
        grammar = Grammar(service.forms, service.other, service.question, service.singular)
        for argument in given[path]:
            wrong = fault(argument.value, grammar) if isinstance(argument.value, str) and argument.value else None
            if wrong:
                yield aws_diagnostic(
                    CODE,
                    argument.site.parsed,
                    argument.expr.range,
                    f'"{argument.value}" is not a schedule',
                    f"{wrong} ({service.source}).",
                    _form(service.forms),
                )


def _form(forms: tuple[str, ...]) -> str:
    """How to write one."""
    if "unix" in forms:
        return "The five fields are minutes, hours, day of month, month and day of week."
    return "The six fields are minutes, hours, day of month, month, day of week and year: cron(0 3 * * ? *)."
