"""Values files (``terraform.tfvars``, ``*.auto.tfvars``, ``*.tfvars``, each also as JSON) against the variables.

``terraform validate`` never reads them, so all that is found in them is a warning: the plan is where it goes wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tfgen.diagnostics import Diagnostic, Severity
from tfgen.rules.fixes.edits import rename_fix
from tfgen.source import Range
from tfgen.spelling import did_you_mean
from tfgen.terraform.config.configuration import Configuration, Declared, Parsed
from tfgen.terraform.config.findings import FOUND_AT_PLAN, diagnostic
from tfgen.terraform.hcl.syntax import Call, Expr, Literal
from tfgen.terraform.hcl.walk import nested, references
from tfgen.terraform.types.literals import Fit, misfits
from tfgen.terraform.types.model import Type

UNDECLARED = "TFG284"
WRONG_TYPE = "TFG285"
NOT_CONSTANT = "TFG286"


def check_values(values: Iterable[Parsed], configuration: Configuration) -> Iterator[Diagnostic]:
    """What is wrong with the values files of a directory."""
    types = configuration.interface.types
    for parsed in values:
        for block in parsed.body.blocks:
            yield _found(NOT_CONSTANT, parsed, block.header, f'Block "{block.type}"', "A values file holds no blocks.")
        for attribute in parsed.body.attributes:
            variable = configuration.declared.get(("var", attribute.name))
            if variable is None and configuration.complete:
                yield _undeclared(parsed, attribute.name, attribute.name_range, configuration)
            constant = tuple(_not_constant(parsed, attribute.expr))
            yield from constant
            if variable and not constant:
                yield from _unsuitable(parsed, attribute.expr, variable, types.get(attribute.name))


def _undeclared(parsed: Parsed, name: str, place: Range, configuration: Configuration) -> Diagnostic:
    known = [address[1] for address, _ in configuration.of_kind("var")]
    detail = "This directory declares no such variable; Terraform ignores the value."
    help_ = did_you_mean(name, known) or "Declare the variable, or remove the value."
    summary = f'Value for undeclared variable "{name}"'
    fix = rename_fix(place, name, known, {a.name for a in parsed.body.attributes})
    return diagnostic(UNDECLARED, parsed, place, summary, detail, help_, Severity.WARNING, fix=fix)


def _not_constant(parsed: Parsed, expr: Expr) -> Iterator[Diagnostic]:
    help_ = "Write the value itself; for text, in quotes."
    for reference in references(expr):
        yield _found(NOT_CONSTANT, parsed, reference.range, "Reference in a values file", _ONLY, help_)
    for part in nested(expr):
        if isinstance(part, Call):
            yield _found(NOT_CONSTANT, parsed, part.name_range, f"Call of {part.name} in a values file", _ONLY, help_)


_ONLY = "A values file holds constants only."


def _unsuitable(parsed: Parsed, expr: Expr, variable: Declared, type_: Type | None) -> Iterator[Diagnostic]:
    where = f"{variable.parsed.file.path}:{variable.name_range.start.line}"
    name = variable.node.labels[0].value if hasattr(variable.node, "labels") else ""
    for at, detail, help_ in _misfits(expr, type_):
        place = at if at.start.line == expr.range.start.line else expr.range  # Terraform names the value's first line
        summary = f'Value of the wrong type for variable "{name}"'
        yield _found(WRONG_TYPE, parsed, place, summary, f"{detail} The variable is declared at {where}.", help_)
    if isinstance(expr, Literal) and expr.value is None and _needs_value(variable):
        detail = f"It is not nullable and has no default. The variable is declared at {where}."
        yield _found(WRONG_TYPE, parsed, expr.range, f'No value for variable "{name}"', detail)


def _misfits(expr: Expr, type_: Type | None) -> Iterator[tuple[Range, str, str]]:
    """Where a constant cannot become ``type_``, why, and how to mend it: the one place that asks the type system."""
    for misfit in misfits(expr, type_) if type_ else ():
        if misfit.fit is Fit.NEVER:
            help_ = f"Write {misfit.exact}." if misfit.exact else ""
            yield misfit.expr.range, f"{misfit.expected.friendly} is wanted; this is {misfit.actual}.", help_


def _needs_value(variable: Declared) -> bool:
    given = {a.name: a.expr for a in variable.body.attributes}
    nullable = given.get("nullable")
    return "default" not in given and isinstance(nullable, Literal) and nullable.value is False


def _found(code: str, parsed: Parsed, place: Range, summary: str, detail: str, help_: str = "") -> Diagnostic:
    return diagnostic(code, parsed, place, summary, f"{detail} {FOUND_AT_PLAN}", help_, Severity.WARNING)
