"""A dashboard that CloudWatch does not take.

What it finds
    In ``dashboard_body``: what is no JSON, no object or has no list of widgets, widgets without ``type`` or
    ``properties``, types that do not exist, places and sizes that are no numbers or too large.

Why it matters
    Terraform plans it; CloudWatch refuses it in the apply: "The dashboard body is invalid".

Example
    resource "aws_cloudwatch_dashboard" "app" {
      dashboard_name = "app"
      dashboard_body = jsonencode({
        widgets = [{
          type       = "texts"
          properties = { markdown = "Hello" }
        }]
      })
    }

Instead
    resource "aws_cloudwatch_dashboard" "app" {
      dashboard_name = "app"
      dashboard_body = jsonencode({
        widgets = [{
          type       = "text"
          properties = { markdown = "Hello" }
        }]
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
)
from tfgen.rules.aws._json_documents import JsonNode, MalformedError
from tfgen.rules.context import RuleContext
from tfgen.spelling import did_you_mean

CODE = "TFG536"

_SIZES = {"x": (0, 23), "y": (0, None), "width": (1, 24), "height": (1, 1000)}


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each thing wrong in each dashboard."""
    for argument in json_arguments(context, "dashboard"):
        yield from json_diagnostics(context, CODE, argument, _problems(argument))


def _problems(argument: JsonArgument) -> Iterator[JsonProblem]:
    node = argument.node
    if isinstance(node, MalformedError) or node.unknown:
        return
    widgets = (node.members or {}).get("widgets")
    if widgets is None:
        detail = "It is an object with a list of widgets."
        yield JsonProblem(node.range, "A dashboard without widgets", detail)
    elif isinstance(widgets.value, tuple):
        for widget in widgets.value:
            yield from _widget(widget)
    elif not widgets.unknown:
        yield JsonProblem(widgets.range, "widgets is a list", "This is none.")


def _widget(widget: JsonNode) -> Iterator[JsonProblem]:
    if widget.members is None:
        return
    for name in ("type", "properties"):
        if name not in widget.members:
            detail = "A widget has a type and properties."
            yield JsonProblem(widget.range, f"A widget without {name}", detail)
    kind = widget.members.get("type")
    types = json_table().widgets.types
    if kind is not None and isinstance(kind.value, str) and kind.value not in types:
        help_ = did_you_mean(kind.value, types)
        if help_:
            detail = f"The types are {', '.join(types)}."
            yield JsonProblem(kind.range, f'There is no widget "{kind.value}"', detail, help_)
    for name, (least, most) in _SIZES.items():
        yield from _size(name, widget.members.get(name), least, most)


def _size(name: str, node: JsonNode | None, least: int, most: int | None) -> Iterator[JsonProblem]:
    if node is None or node.unknown:
        return
    value = node.value
    if isinstance(value, bool) or not isinstance(value, int | float):
        yield JsonProblem(node.range, f"{name} is a number", "This is none.")
    elif value < least or (most is not None and value > most):
        bounds = f"{least} to {most}" if most is not None else f"at least {least}"
        yield JsonProblem(node.range, f"{name} is {value}", f"It is {bounds}.")
