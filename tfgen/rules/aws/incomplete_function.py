"""A Lambda function without what it is made of.

What it finds
    A Lambda function of package type ``Zip`` (the default) without ``handler`` or ``runtime``, or one of package type
    ``Image`` that has them. That code is missing altogether the provider says itself.

Why it matters
    Terraform plans it; Lambda refuses the function: "Runtime and Handler are mandatory parameters for functions created
    with deployment packages", or that they "are not supported for functions created with container images".

Example
    resource "aws_lambda_function" "app" {
      function_name = "app"
      role          = "arn:aws:iam::123456789012:role/app"
      filename      = "app.zip"
      runtime       = "python3.13"
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
from tfgen.rules.aws._lambda import FUNCTION
from tfgen.rules.context import RuleContext
from tfgen.rules.resources import ResourceBlock, aws_finding, resources

CODE = "TFG554"

_OF_ZIP = ("handler", "runtime")


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each function with too little, or too much, for its package type."""
    for function in resources(context, FUNCTION):
        package = function.value("package_type") if function.writes("package_type") else "Zip"
        if package == "Zip" and not function.writes("image_uri"):
            yield from _missing(function)
        elif package == "Image":
            yield from _too_many(function)


def _missing(function: ResourceBlock) -> Iterator[Diagnostic]:
    missing = []
    for name in _OF_ZIP:
        if not function.writes(name):
            missing.append(name)
    if missing:
        yield aws_finding(
            CODE,
            function,
            f"A function without {' and '.join(missing)}",
            "A function of package type Zip needs a handler and a runtime.",
            f"Set {' and '.join(missing)}.",
        )


def _too_many(function: ResourceBlock) -> Iterator[Diagnostic]:
    for name in (*_OF_ZIP, "layers"):
        argument = function.argument(name)
        if argument is not None and argument.value not in (None, "", ()):
            yield aws_finding(
                CODE,
                argument,
                f"{name} of a function that is an image",
                "The image holds the runtime, the handler and the layers.",
                "Remove it; image_config can replace the image's command.",
            )
