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
from tfgen.rules.aws._arguments import ConstantArgument, elements, known_arguments
from tfgen.rules.aws._constraints import constraints
from tfgen.rules.context import RuleContext
from tfgen.rules.resources import aws_finding

CODE = "TFG519"

_NAME_ENDS = ("arn", "arns", "role", "boundary", "roles")
_ACCOUNT = re.compile(r"\d{12}|aws|aws-managed|aws-marketplace|cloudfront|third-party|custom|\*?")
_FORM = "An ARN is arn:partition:service:region:account:resource."


class _Partitions(msgspec.Struct, frozen=True):
    known: frozenset[str]


class _ArnTable(msgspec.Struct, frozen=True):
    services: dict[str, tuple[str, ...]]
    arguments: dict[str, tuple[str, ...]]
    partitions: _Partitions


@cache
def _table() -> _ArnTable:
    return constraints().table("arns", _ArnTable)


@cache
def _arn_only() -> frozenset[str]:
    """The paths of arguments for which the provider itself takes nothing but ARNs."""
    return constraints().table("checked_arns", frozenset[str])


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each ARN that cannot be right."""
    for argument in known_arguments(context, lambda path: path.endswith(_NAME_ENDS)):
        for expr, text in elements(argument):
            problem = _problem(text, argument)
            if problem:
                summary = f'{argument.name} cannot be "{text}"'
                yield aws_finding(CODE, argument, summary, *problem, range_=expr.range)


def _problem(text: str, argument: ConstantArgument) -> tuple[str, str] | None:
    """Detail and help for a text that is no ARN, or not one of the right service."""
    if text.startswith("arn:"):
        return _malformed(text.split(":", 5)) or _of_wrong_service(text, argument)
    takes_arn = argument.path in _arn_only() or argument.path in _table().arguments
    if takes_arn and ":" not in text:
        return f"{argument.path} takes an ARN.", _FORM
    return None


def _malformed(parts: list[str]) -> tuple[str, str] | None:
    if len(parts) < 6 or not parts[2] or not parts[5]:
        return f"It has {len(parts)} parts; an ARN has six, and a service and a resource.", _FORM
    _, partition, _, _, account, _ = parts
    if partition not in _table().partitions.known:
        return f"There is no partition {partition!r}.", _FORM
    if not _ACCOUNT.fullmatch(account):
        return f"{account!r} is not an account: twelve digits.", _FORM
    return None


def _of_wrong_service(arn: str, argument: ConstantArgument) -> tuple[str, str] | None:
    service = arn.split(":", 3)[2]
    accepted = _table().arguments.get(argument.path) or _table().services.get(argument.name)
    if accepted and service not in accepted:
        return (
            f"It is an ARN of {service}; {argument.path} takes one of {' or '.join(accepted)}.",
            "",
        )
    return None
