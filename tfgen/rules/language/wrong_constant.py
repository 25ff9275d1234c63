"""A constant of the wrong type in an argument of the Terraform language.

What it finds
    Flags (``sensitive``, ``nullable``, ``ephemeral``, ``prevent_destroy``) that are no bools, descriptions that are no
    text, and null in either.

Why it matters
    Terraform refuses it: "Unsuitable value type".

Example
    variable "password" {
      type      = string
      sensitive = "yes"
    }

Instead
    variable "password" {
      type      = string
      sensitive = true
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.terraform.analysis.static_forms import is_null
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.config.language import LanguageBlock
from tfgen.terraform.hcl.syntax import Attribute, Expr
from tfgen.terraform.types.literals import Fit, misfits
from tfgen.terraform.types.model import BOOL, STRING, Type

CODE = "TFG228"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each constant of a wrong type."""
    for block, argument in context.analysis.language.arguments("flag"):
        yield from _check_type(block, argument, BOOL, "true or false")
    for block, argument in context.analysis.language.arguments("text"):
        yield from _check_type(block, argument, STRING, "a text")


def _check_type(
    block: LanguageBlock, argument: Attribute, type_: Type, expected: str
) -> Iterator[Diagnostic]:
    actual = _wrong_kind(argument.expr, type_)
    if actual:
        detail = f"{argument.name} of {block.title} is {expected}, not {actual}."
        yield diagnostic(
            CODE, block.parsed, argument.expr.range, f'Wrong type for "{argument.name}"', detail
        )


def _wrong_kind(expr: Expr, type_: Type) -> str | None:
    """A word for the constant that does not fit, such as ``a list``; None when all fits."""
    if is_null(expr):
        return "null"
    for misfit in misfits(expr, type_):
        if misfit.fit is Fit.NEVER or misfit.expr is not expr:
            return misfit.actual
    return None
