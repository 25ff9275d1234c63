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

from collections.abc import Iterator, Mapping
from functools import cache

import msgspec

from tfgen.aws.schedules import ScheduleGrammar, schedule_problem
from tfgen.diagnostics import Diagnostic
from tfgen.rules.aws._arguments import arguments_in_table
from tfgen.rules.aws._constraints import constraints
from tfgen.rules.context import RuleContext
from tfgen.rules.resources import aws_finding

CODE = "TFG520"


class _ScheduleArgument(ScheduleGrammar, frozen=True, kw_only=True):
    source: str


class _ScheduleTable(msgspec.Struct, frozen=True):
    arguments: dict[str, _ScheduleArgument]


@cache
def _arguments() -> Mapping[str, _ScheduleArgument]:
    return constraints().table("schedules", _ScheduleTable).arguments


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each schedule that cannot be read."""
    for argument, accepted in arguments_in_table(context, _arguments):
        text = argument.value
        if not isinstance(text, str) or not text:
            continue
        problem = schedule_problem(text, accepted)
        if problem:
            yield aws_finding(
                CODE,
                argument,
                f'"{text}" is not a schedule',
                f"{problem} ({accepted.source}).",
                _help(accepted.forms),
            )


def _help(forms: tuple[str, ...]) -> str:
    if "unix" in forms:
        return "The five fields are minutes, hours, day of month, month and day of week."
    return "The six fields are minutes, hours, day of month, month, day of week and year: cron(0 3 * * ? *)."
