"""An ARN that is none, or one of the wrong service.

What it finds
    A certain value that begins with ``arn:`` and is no ARN (too few parts, an unknown partition, an account that is
    not twelve digits), one that does not begin so where the provider takes ARNs only, and one of a service that the
    argument cannot mean.

Why it matters
    The provider or AWS refuses it, AWS often late in the apply.

Example
    resource "aws_iam_role_policy_attachment" "logs" {
      role       = "app"
      policy_arn = "arn:aws:iam:aws:policy/CloudWatchLogsFullAccess"
    }

Instead
    resource "aws_iam_role_policy_attachment" "logs" {
      role       = "app"
      policy_arn = "arn:aws:iam::aws:policy/CloudWatchLogsFullAccess"
    }
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from tfgen.diagnostics import Diagnostic
from tfgen.rules.aws._arguments import ConstantArgument, constant_arguments, constraints, elements
from tfgen.rules.base import aws_diagnostic
from tfgen.rules.context import RuleContext

CODE = "TFG519"

_ENDS = ("arn", "arns", "role", "boundary", "roles")
_ACCOUNT = re.compile(r"\d{12}|aws|aws-managed|aws-marketplace|cloudfront|third-party|custom|\*?")


class _Partitions(msgspec.Struct, frozen=True):
    known: frozenset[str]


class _Table(msgspec.Struct, frozen=True):
    services: dict[str, tuple[str, ...]]
    arguments: dict[str, tuple[str, ...]]
    partitions: _Partitions


@cache
def _table() -> _Table:
    return constraints().table("arns", _Table)


@cache
def _checked() -> frozenset[str]:
    return constraints().table("checked_arns", frozenset[str])


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each ARN that cannot be right."""
    for argument in constant_arguments(context):
        if argument.name.endswith(_ENDS):
            attribute = argument.site.schema.attributes.get(argument.name)
            for expr, text in elements(argument, attribute.type) if attribute else ():
                wrong = _wrong(text, argument) if text else None
                if wrong:
                    summary = f'{argument.name} cannot be "{text}"'
                    yield aws_diagnostic(CODE, argument.site.parsed, expr.range, summary, *wrong)


def _wrong(text: str, argument: ConstantArgument) -> tuple[str, str] | None:
    """What is wrong with an ARN, and how to mend it."""
    form = "An ARN is arn:partition:service:region:account:resource."
    if not text.startswith("arn:"):
        wants = argument.path in _checked() or argument.path in _table().arguments
        return (f"{argument.path} takes an ARN.", form) if wants and ":" not in text else None
    parts = text.split(":", 5)
    if len(parts) < 6 or not parts[2] or not parts[5]:
        return f"It has {len(parts)} parts; an ARN has six, and a service and a resource.", form
    if parts[1] not in _table().partitions.known:
        return f"There is no partition {parts[1]!r}.", form
    if not _ACCOUNT.fullmatch(parts[4]):
        return f"{parts[4]!r} is not an account: twelve digits.", form
    wanted = _table().arguments.get(argument.path) or _table().services.get(argument.name)
    if wanted and parts[2] not in wanted:
        return f"It is an ARN of {parts[2]}; {argument.path} takes one of {' or '.join(wanted)}.", ""
    return None
