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
    for block, argument in context.analysis.language.arguments(*KINDS):
        if (block.name, argument.name) != ("module", "ignore_nested_deprecations"):
            for range_, description in variable_parts(argument.expr):
                yield _finding(block, range_, f"{argument.name} of {block.title}", description)
    for block, argument in context.analysis.language.arguments("type"):
        yield from _check_defaults(block, argument.expr)
    for block in context.analysis.language.named("required_providers"):
        yield from _check_keys(block)


def variable_parts(expr: Expr) -> Iterator[tuple[Range, str]]:
    """The ranges of references and calls in ``expr``, each with a description."""
    for reference in references(expr):
        yield reference.range, f"reference to {'.'.join(reference.names)}"
    for part in nested(expr):
        if isinstance(part, Call):
            yield part.name_range, f"call of {part.name}"


def _check_defaults(block: LanguageBlock, type_: Expr) -> Iterator[Diagnostic]:
    for call in nested(type_):
        if isinstance(call, Call) and call.name == "optional" and len(call.args) == 2:
            for range_, description in variable_parts(call.args[1]):
                yield _finding(block, range_, "A default in a type", description)


def _check_keys(block: LanguageBlock) -> Iterator[Diagnostic]:
    for entry in block.block.body.attributes:
        if isinstance(entry.expr, Object):
            for item in entry.expr.items:
                for range_, description in variable_parts(item.key):
                    yield _finding(block, range_, "A key of required_providers", description)


def _finding(block: LanguageBlock, range_: Range, subject: str, description: str) -> Diagnostic:
    detail = f"{subject} is read before anything is evaluated: there can be no {description}."
    return diagnostic(
        CODE, block.parsed, range_, "Not a constant", detail, "Write the value itself."
    )
