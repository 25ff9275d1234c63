"""An environment variable that Lambda does not take.

What it finds
    Names in ``environment.variables`` of a Lambda function that Lambda keeps for itself (``AWS_REGION``,
    ``_HANDLER`` ...), or that are no names: they begin with a letter, and hold letters, digits and ``_`` only, two
    or more.

Why it matters
    Terraform plans it; Lambda refuses the function: InvalidParameterValueException.

Example
    resource "aws_lambda_function" "app" {
      function_name = "app"
      role          = "arn:aws:iam::123456789012:role/app"
      filename      = "app.zip"
      handler       = "app.handler"
      runtime       = "python3.13"
      environment {
        variables = { AWS_REGION = "eu-west-1" }
      }
    }

Instead
    resource "aws_lambda_function" "app" {
      function_name = "app"
      role          = "arn:aws:iam::123456789012:role/app"
      filename      = "app.zip"
      handler       = "app.handler"
      runtime       = "python3.13"
      environment {
        variables = { APP_REGION = "eu-west-1" }
      }
    }
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.aws._lambda import FUNCTION, lambda_table
from tfgen.rules.aws._object_keys import known_keys
from tfgen.rules.context import RuleContext
from tfgen.rules.resources import aws_finding, resources

CODE = "TFG553"

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]+")
"""Lambda API, EnvironmentVariableName."""


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each name that Lambda does not take."""
    for function in resources(context, FUNCTION):
        for environment in function.blocks("environment"):
            variables = environment.argument("variables")
            for key in known_keys(variables) if variables else ():
                summary = _problem(key.name)
                if summary and variables:
                    yield aws_finding(
                        CODE,
                        variables,
                        summary,
                        'Names begin with a letter and hold letters, digits and "_"; some are Lambda\'s own.',
                        "Give the variable another name.",
                        range_=key.range,
                    )


def _problem(name: str) -> str:
    if name in lambda_table().reserved:
        return f"Lambda sets {name} itself"
    if not _NAME.fullmatch(name):
        return f'"{name}" is no name of an environment variable'
    return ""
