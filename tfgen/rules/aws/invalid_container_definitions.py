"""Container definitions that the provider or ECS cannot use.

What it finds
    In the JSON of ``container_definitions`` of ECS tasks, and of ``container_properties`` and ``node_properties``
    of Batch jobs: what is no JSON, values of another type than AWS's API has there (a number in quotes, an object
    for a list), members that the API does not have, such as those in snake case, and containers without ``name`` or
    ``image``.

Why it matters
    The provider refuses values of wrong types, and passes over members that it does not know: the container then
    has no ports, and nobody says so.

Example
    resource "aws_ecs_task_definition" "web" {
      family = "web"
      container_definitions = jsonencode([{
        name          = "web"
        image         = "nginx"
        memory        = 128
        port_mappings = [{ containerPort = 80 }]
      }])
    }

Instead
    resource "aws_ecs_task_definition" "web" {
      family = "web"
      container_definitions = jsonencode([{
        name         = "web"
        image        = "nginx"
        memory       = 128
        portMappings = [{ containerPort = 80 }]
      }])
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
)
from tfgen.rules.aws._json_documents import MalformedError
from tfgen.rules.aws._json_shapes import shape_problems
from tfgen.rules.context import RuleContext

CODE = "TFG531"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each thing wrong in each document."""
    for argument in json_arguments(context, "shape"):
        yield from json_diagnostics(context, CODE, argument, _problems(argument))


def _problems(argument: JsonArgument) -> Iterator[JsonProblem]:
    if not isinstance(argument.node, MalformedError):
        yield from shape_problems(argument.path, argument.node)
