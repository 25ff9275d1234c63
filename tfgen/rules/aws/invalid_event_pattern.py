"""An event pattern that EventBridge, SNS or Lambda does not take.

What it finds
    In event patterns of rules and archives, filters of pipes and event sources, and filter policies of subscriptions:
    what is no JSON or no object, a value that is not in a list, an empty list, an operator that does not exist.

Why it matters
    Terraform plans it; AWS refuses it in the apply: "Event pattern is not valid".

Example
    resource "aws_cloudwatch_event_rule" "started" {
      name = "started"
      event_pattern = jsonencode({
        source = "aws.ec2"
      })
    }

Instead
    resource "aws_cloudwatch_event_rule" "started" {
      name = "started"
      event_pattern = jsonencode({
        source = ["aws.ec2"]
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
    json_table,
    key_range,
)
from tfgen.rules.aws._json_documents import JsonNode, MalformedError
from tfgen.rules.context import RuleContext
from tfgen.spelling import did_you_mean

CODE = "TFG532"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each thing wrong in each pattern."""
    for argument in json_arguments(context, "event-pattern", "filter-policy"):
        yield from json_diagnostics(context, CODE, argument, _problems(argument))


def _problems(argument: JsonArgument) -> Iterator[JsonProblem]:
    node = argument.node
    if isinstance(node, MalformedError) or node.unknown:
        return
    if node.members is None:
        detail = "It is an object: names of fields, and lists of the values that match."
        yield JsonProblem(node.range, "A pattern that is no object", detail)
        return
    yield from _fields(node)


def _fields(node: JsonNode) -> Iterator[JsonProblem]:
    for name, value in (node.members or {}).items():
        if name == "$or":
            yield from _alternatives(node, value)
        elif value.members is not None:
            yield from _fields(value)
        elif isinstance(value.value, tuple):
            yield from _values(node, name, value)
        elif not value.unknown:
            detail = "A field is a list of the values that match, or an object with fields."
            help_ = "Put it into brackets."
            yield JsonProblem(value.range, f'"{name}" is not a list', detail, help_)


def _alternatives(node: JsonNode, value: JsonNode) -> Iterator[JsonProblem]:
    if value.unknown:
        return
    if not isinstance(value.value, tuple):
        yield JsonProblem(key_range(node, "$or"), "$or is not a list", "It is a list of objects.")
        return
    for item in value.value:
        yield from _fields(item)


def _values(node: JsonNode, name: str, value: JsonNode) -> Iterator[JsonProblem]:
    if value.value == ():
        detail = "Nothing matches an empty list."
        yield JsonProblem(value.range, f'"{name}" is an empty list', detail)
    for item in value.items:
        if item.members is not None:
            yield from _operator(name, item)
        elif isinstance(item.value, tuple):
            detail = "The elements are values, or objects with an operator."
            yield JsonProblem(item.range, f'"{name}" has a list in its list', detail)


def _operator(name: str, item: JsonNode) -> Iterator[JsonProblem]:
    operators = json_table().event_patterns.operators
    for key, value in (item.members or {}).items():
        if key not in operators:
            detail = f"The operators are {', '.join(operators)}."
            summary = f'There is no operator "{key}"'
            help_ = did_you_mean(key, operators)
            yield JsonProblem(key_range(item, key), summary, detail, help_)
        elif key == "exists" and not value.unknown and not isinstance(value.value, bool):
            yield JsonProblem(value.range, "exists is true or false", "It is no text.")
        elif key == "numeric" and not value.unknown and not isinstance(value.value, tuple):
            detail = 'It is a list of comparisons and numbers: [">", 0].'
            yield JsonProblem(value.range, "numeric is not a list", detail)
