"""A reference or function call where Terraform needs a constant.

What it finds
    References and calls in defaults, descriptions and flags of variables, in ``sensitive`` of outputs, ``alias`` of
    providers, ``create_before_destroy`` and ``prevent_destroy``, version constraints and ``required_providers``.

Why it matters
    Terraform reads these before it evaluates anything: "Variables not allowed", "Function calls not allowed".

Example
    variable "tags" {
      type    = map(string)
      default = { team = lower("Payments") }
    }

Instead
    variable "tags" {
      type    = map(string)
      default = { team = "payments" }
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.source import Range
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.config.language import LanguageBlock
from tfgen.terraform.hcl.syntax import Call, Expr, Object
from tfgen.terraform.hcl.walk import nested, references

CODE = "TFG227"

KINDS = ("constant", "text", "flag", "version")


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each reference or call."""
    for each, argument in context.analysis.language.arguments(*KINDS):
        if (each.name, argument.name) != ("module", "ignore_nested_deprecations"):
            yield from _findings(each, argument.name, argument.expr)
    for each, argument in context.analysis.language.arguments("type"):
        for call in nested(argument.expr):
            if isinstance(call, Call) and call.name == "optional" and len(call.args) == 2:
                yield from _findings(each, "a default in a type", call.args[1])
    for each in context.analysis.language.named("required_providers"):
        for argument in each.block.body.attributes:
            for key in (item.key for item in argument.expr.items) if isinstance(argument.expr, Object) else ():
                yield from _findings(each, "a key of required_providers", key)


def variable_parts(expr: Expr) -> Iterator[tuple[Range, str]]:
    """The places of references and calls in ``expr``, and what is there."""
    for reference in references(expr):
        yield reference.range, f"reference to {'.'.join(reference.names)}"
    for part in nested(expr):
        if isinstance(part, Call):
            yield part.name_range, f"call of {part.name}"


def _findings(each: LanguageBlock, name: str, expr: Expr) -> Iterator[Diagnostic]:
    for place, what in variable_parts(expr):
        detail = f"{name} of {each.title} is read before anything is evaluated: there can be no {what}."
        if "." not in name and " " in name:
            detail = f"{name.capitalize()} is read before anything is evaluated: there can be no {what}."
        yield diagnostic(CODE, each.parsed, place, "Not a constant", detail, "Write the value itself.")
