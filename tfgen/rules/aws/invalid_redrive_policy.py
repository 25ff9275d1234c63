"""A redrive policy that SQS or SNS does not take.

What it finds
    In ``redrive_policy`` of queues and subscriptions, and ``redrive_allow_policy``: what is no JSON, unknown members, a
    missing ``deadLetterTargetArn`` or ``maxReceiveCount``, a count that is text or not from 1 to 1000, source queues
    with another permission than ``byQueue``.

Why it matters
    Terraform plans it; SQS refuses it in the apply.

Example
    resource "aws_sqs_queue" "work" {
      name = "work"
      redrive_policy = jsonencode({
        deadLetterTargetArn = "arn:aws:sqs:eu-west-1:123456789012:dead"
        maxReceiveCount     = "5"
      })
    }

Instead
    resource "aws_sqs_queue" "work" {
      name = "work"
      redrive_policy = jsonencode({
        deadLetterTargetArn = "arn:aws:sqs:eu-west-1:123456789012:dead"
        maxReceiveCount     = 5
      })
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.aws._json_arguments import (
    JsonArgument,
    JsonProblem,
    json_arguments,
    json_diagnostics,
    key_range,
)
from tfgen.rules.aws._json_documents import JsonNode, MalformedError
from tfgen.rules.context import RuleContext
from tfgen.spelling import did_you_mean

CODE = "TFG535"

_MEMBERS = {
    "redrive": ("deadLetterTargetArn", "maxReceiveCount"),
    "subscription-redrive": ("deadLetterTargetArn",),
    "redrive-allow": ("redrivePermission", "sourceQueueArns"),
}
_NEEDED = {
    "redrive": ("deadLetterTargetArn", "maxReceiveCount"),
    "subscription-redrive": ("deadLetterTargetArn",),
    "redrive-allow": ("redrivePermission",),
}
_PERMISSIONS = ("allowAll", "denyAll", "byQueue")
_MAX_COUNT = 1000


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each thing wrong in each policy."""
    for argument in json_arguments(context, *_MEMBERS):
        yield from json_diagnostics(context, CODE, argument, _problems(argument))


def _problems(argument: JsonArgument) -> Iterator[JsonProblem]:
    node = argument.node
    if isinstance(node, MalformedError) or node.unknown:
        return
    if node.members is None:
        yield JsonProblem(node.range, "A redrive policy is an object", "This is none.")
    elif node.members:
        known = _MEMBERS[argument.kind]
        yield from _unknown(node, known)
        for name in _NEEDED[argument.kind]:
            if name not in node.members:
                detail = f"It has {' and '.join(_NEEDED[argument.kind])}."
                yield JsonProblem(node.range, f"A redrive policy without {name}", detail)
        yield from _count(node.members.get("maxReceiveCount"))
        yield from _permission(node)


def _unknown(node: JsonNode, known: tuple[str, ...]) -> Iterator[JsonProblem]:
    for key in node.members or ():
        if key not in known:
            detail = f"It has {' and '.join(known)}."
            summary = f'Unknown member "{key}"'
            yield JsonProblem(key_range(node, key), summary, detail, did_you_mean(key, known))


def _count(count: JsonNode | None) -> Iterator[JsonProblem]:
    if count is None or count.unknown:
        return
    value = count.value
    if isinstance(value, str):
        help_ = f"Write {value}." if value.isdecimal() else ""
        yield JsonProblem(count.range, "maxReceiveCount is a number", "This is a string.", help_)
    elif isinstance(value, int | float) and not 1 <= value <= _MAX_COUNT:
        detail = f"It is 1 to {_MAX_COUNT}."
        yield JsonProblem(count.range, f"maxReceiveCount is {value}", detail)


def _permission(node: JsonNode) -> Iterator[JsonProblem]:
    members = node.members or {}
    permission = members.get("redrivePermission")
    if permission is None or permission.unknown:
        return
    if permission.value not in _PERMISSIONS:
        detail = f"It is {', '.join(_PERMISSIONS)}."
        help_ = did_you_mean(str(permission.value), _PERMISSIONS)
        summary = f'There is no permission "{permission.value}"'
        yield JsonProblem(permission.range, summary, detail, help_)
    elif permission.value != "byQueue" and "sourceQueueArns" in members:
        detail = "The queues count with byQueue only."
        summary = f"sourceQueueArns with {permission.value}"
        yield JsonProblem(key_range(node, "sourceQueueArns"), summary, detail, "Remove them.")
