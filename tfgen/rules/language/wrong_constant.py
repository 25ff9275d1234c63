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
from tfgen.terraform.hcl.syntax import Attribute
from tfgen.terraform.types.literals import Fit, misfits
from tfgen.terraform.types.model import BOOL, STRING

CODE = "TFG228"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each constant of a wrong type."""
    for each, argument in context.analysis.language.arguments("flag"):
        yield from _typed(each, argument, "true or false")
    for each, argument in context.analysis.language.arguments("text"):
        yield from _typed(each, argument, "a text")


def _typed(each: LanguageBlock, argument: Attribute, wanted: str) -> Iterator[Diagnostic]:
    want = STRING if wanted == "a text" else BOOL
    have = "null" if is_null(argument.expr) else None
    for misfit in misfits(argument.expr, want):
        have = have or (misfit.actual if misfit.fit is Fit.NEVER or misfit.expr is not argument.expr else None)
    if have:
        detail = f"{argument.name} of {each.title} is {wanted}, not {have}."
        yield diagnostic(CODE, each.parsed, argument.expr.range, f'Wrong type for "{argument.name}"', detail)
