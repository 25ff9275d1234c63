"""A value in a values file that its variable does not take.

What it finds
    A value in a ``.tfvars`` or ``.tfvars.json`` file that cannot become the variable's type, or null for a variable
    that needs a value.

Why it matters
    Terraform refuses to plan: "Invalid value for input variable".

Example
    variable "ports" {
      type = list(number)
    }

    output "ports" {
      value = var.ports
    }
    # ./terraform.tfvars
    ports = 443

Instead
    variable "ports" {
      type = list(number)
    }

    output "ports" {
      value = var.ports
    }
    # ./terraform.tfvars
    ports = [443]
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from tfgen.diagnostics import Diagnostic, Severity
from tfgen.rules.context import RuleContext
from tfgen.rules.language.value_not_constant import is_constant
from tfgen.source import Range
from tfgen.terraform.config.configuration import Configuration, Declared, is_false
from tfgen.terraform.config.findings import FOUND_AT_PLAN, diagnostic
from tfgen.terraform.hcl.syntax import Expr, Literal
from tfgen.terraform.types.literals import Fit, misfits

CODE = "TFG285"


class Unsuitable(Struct, frozen=True):
    """The reason why a variable does not take a value, and the range to report."""

    range: Range
    summary: str
    detail: str
    help: str = ""


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each constant that its variable does not take."""
    for parsed in context.configuration.values_files:
        for attribute in parsed.body.attributes:
            for wrong in unsuitable(attribute.name, attribute.expr, context.configuration):
                yield diagnostic(
                    CODE,
                    parsed,
                    wrong.range,
                    wrong.summary,
                    f"{wrong.detail} {FOUND_AT_PLAN}",
                    wrong.help,
                    Severity.WARNING,
                )


def unsuitable(name: str, expr: Expr, configuration: Configuration) -> Iterator[Unsuitable]:
    """The reasons why the variable of that name does not take a constant, if there is one."""
    variable = configuration.declared.get(("var", name))
    if variable is None or not is_constant(expr):
        return
    type_ = configuration.interface.types.get(name)
    where = f"The variable is declared at {variable.parsed.where(variable.name_range)}."
    for misfit in misfits(expr, type_) if type_ else ():
        if misfit.fit is Fit.NEVER:
            summary = f'Value of the wrong type for variable "{name}"'
            detail = f"{misfit.expected.friendly} is wanted; this is {misfit.actual}. {where}"
            help_ = f"Write {misfit.exact}." if misfit.exact else ""
            yield Unsuitable(_line_of(misfit.expr.range, expr.range), summary, detail, help_)
    if isinstance(expr, Literal) and expr.value is None and _needs_value(variable):
        detail = f"It is not nullable and has no default. {where}"
        yield Unsuitable(expr.range, f'No value for variable "{name}"', detail)


def _line_of(part: Range, value: Range) -> Range:
    """The wrong part where it stands on the value's first line,
    the one that Terraform names; else the value.
    """
    if part.start.line == value.start.line:
        return part
    return value


def _needs_value(variable: Declared) -> bool:
    return variable.body.get("default") is None and is_false(variable, "nullable")
