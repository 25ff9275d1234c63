"""A value in a values file that is not constant.

What it finds
    A reference, a function call or a block in a ``.tfvars`` file.

Why it matters
    Terraform refuses to plan: values files hold constants only.

Example
    variable "name" {
      type = string
    }

    output "name" {
      value = var.name
    }
    # ./prod.tfvars
    name = upper("app")

Instead
    variable "name" {
      type = string
    }

    output "name" {
      value = var.name
    }
    # ./prod.tfvars
    name = "APP"
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic, Severity
from tfgen.rules.context import RuleContext
from tfgen.source import Range
from tfgen.terraform.config.configuration import Parsed
from tfgen.terraform.config.findings import FOUND_AT_PLAN, diagnostic
from tfgen.terraform.hcl.syntax import Call, Expr
from tfgen.terraform.hcl.walk import nested, references

CODE = "TFG286"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each block, and each part of a value that has to be computed."""
    for parsed in context.configuration.values_files:
        for block in parsed.body.blocks:
            yield _diagnostic(
                parsed, block.header, f'Block "{block.type}"', "A values file holds no blocks."
            )
        for attribute in parsed.body.attributes:
            yield from _computed(parsed, attribute.expr)


def is_constant(expr: Expr) -> bool:
    """Whether a value can be read without computing anything."""
    if any(True for _ in references(expr)):
        return False
    return not any(isinstance(part, Call) for part in nested(expr))


def _computed(parsed: Parsed, expr: Expr) -> Iterator[Diagnostic]:
    detail, help_ = (
        "A values file holds constants only.",
        "Write the value itself; for text, in quotes.",
    )
    for reference in references(expr):
        yield _diagnostic(parsed, reference.range, "Reference in a values file", detail, help_)
    for part in nested(expr):
        if isinstance(part, Call):
            yield _diagnostic(
                parsed, part.name_range, f"Call of {part.name} in a values file", detail, help_
            )


def _diagnostic(
    parsed: Parsed, place: Range, summary: str, detail: str, help_: str = ""
) -> Diagnostic:
    return diagnostic(
        CODE, parsed, place, summary, f"{detail} {FOUND_AT_PLAN}", help_, Severity.WARNING
    )
