"""A backend argument that the backend does not have, or that is no constant.

What it finds
    Arguments of ``backend`` blocks that the backend does not know, literals of the wrong type, references and calls.

Why it matters
    ``terraform init`` refuses it: "Unsupported argument", "Incorrect attribute value type", "Variables not allowed".
    ``terraform validate`` does not look. With ``-backend-config`` Terraform 1.11 passes over arguments that it does not
    know, so that they do nothing. Arguments that are missing are no finding: ``-backend-config`` and the environment
    may give them.

Example
    terraform {
      backend "s3" {
        bukket = "acme-state"
        key    = "main.tfstate"
        region = "us-west-2"
      }
    }

Instead
    terraform {
      backend "s3" {
        bucket = "acme-state"
        key    = "main.tfstate"
        region = "us-west-2"
      }
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.rules.language.not_constant import variable_parts
from tfgen.source import Range
from tfgen.spelling import did_you_mean
from tfgen.terraform.config.backends import Backend, backends
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.config.language import LanguageBlock
from tfgen.terraform.hcl.syntax import Attribute
from tfgen.terraform.types.constraint import parse_constraint
from tfgen.terraform.types.literals import Fit, misfits

CODE = "TFG237"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each wrong argument."""
    for block in context.analysis.language.named("backend"):
        kind = block.block.labels[0].value
        backend = backends().backends.get(kind)
        for argument in block.block.body.attributes:
            if context.configuration.engine == "terraform":
                yield from _check_constant(block, argument)
            if backend:
                yield from _check_argument(block, argument, kind, backend)


def _check_constant(block: LanguageBlock, argument: Attribute) -> Iterator[Diagnostic]:
    for range_, description in variable_parts(argument.expr):
        detail = (
            f"The backend is set up before anything is evaluated: there can be no {description}."
        )
        help_ = "Use -backend-config for what changes."
        yield _finding(block, range_, "Backend argument is not constant", detail, help_)


def _check_argument(
    block: LanguageBlock, argument: Attribute, kind: str, backend: Backend
) -> Iterator[Diagnostic]:
    type_ = backend.arguments.get(argument.name)
    if type_ is None:
        detail = f"The {kind} backend has no such argument."
        help_ = did_you_mean(argument.name, backend.arguments)
        yield _finding(
            block, argument.name_range, f'Unknown argument "{argument.name}"', detail, help_
        )
    elif type_ == "block":
        detail = f"{argument.name} is a block of the {kind} backend."
        yield _finding(
            block,
            argument.name_range,
            "Block written as argument",
            detail,
            f"{argument.name} {{ ... }}",
        )
    elif type_ != "any":
        for misfit in misfits(argument.expr, parse_constraint(type_)):
            if misfit.fit is Fit.NEVER:
                detail = f"{argument.name} of the {kind} backend is a {misfit.expected.friendly}, not {misfit.actual}."
                yield _finding(
                    block, misfit.expr.range, f'Wrong type for "{argument.name}"', detail, ""
                )


def _finding(
    block: LanguageBlock, range_: Range, summary: str, detail: str, help_: str
) -> Diagnostic:
    return diagnostic(
        CODE, block.parsed, range_, summary, f"{detail} terraform init refuses it.", help_
    )
