"""A Lambda runtime in which no function can be made any more.

What it finds
    A runtime of a Lambda function, certain, that AWS has retired: it makes no new functions in it. The list is in
    ``data/aws_constraints/tables/lambda.toml``.

Why it matters
    Terraform and the provider take the name; Lambda refuses a new function: "The runtime parameter of nodejs12.x is no
    longer supported". A function that exists goes on, without updates for its security.

Example
    resource "aws_lambda_function" "app" {
      function_name = "app"
      role          = "arn:aws:iam::123456789012:role/app"
      filename      = "app.zip"
      handler       = "app.handler"
      runtime       = "python3.7"
    }

Instead
    resource "aws_lambda_function" "app" {
      function_name = "app"
      role          = "arn:aws:iam::123456789012:role/app"
      filename      = "app.zip"
      handler       = "app.handler"
      runtime       = "python3.13"
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.aws._lambda import FUNCTION, lambda_table
from tfgen.rules.context import RuleContext
from tfgen.rules.resources import aws_finding, resources

CODE = "TFG555"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each retired runtime."""
    for function in resources(context, FUNCTION):
        runtime = function.argument("runtime")
        value = runtime.value if runtime else None
        if runtime is None or not isinstance(value, str):
            continue
        day = lambda_table().retired.get(value)
        if day:
            yield aws_finding(
                CODE,
                runtime,
                f"The runtime {value} is retired",
                f"AWS deprecated it on {day}, and makes no functions in it any more.",
                "Take a runtime that AWS supports.",
            )
