"""A literal whose type is not the argument's.

What it finds
    A literal that does not have the type of the provider's schema, or of the variable of a module that is called. In
    files that tfgen wrote it must match exactly: ``true`` for a string is an error, because somebody meant a
    string-valued flag. In other files it is an error only where Terraform cannot convert it, and a note where it does.

Why it matters
    Terraform refuses what it cannot convert: "Incorrect attribute value type". ``at_rest_encryption_enabled`` given
    a bool was one of the five failures tfgen began with.

Example
    resource "aws_vpc" "main" {
      cidr_block           = "10.0.0.0/16"
      enable_dns_hostnames = "yes"
    }

Instead
    resource "aws_vpc" "main" {
      cidr_block           = "10.0.0.0/16"
      enable_dns_hostnames = true
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from tfgen.diagnostics import Diagnostic, Fix, Severity
from tfgen.rules.base import article
from tfgen.rules.context import RuleContext
from tfgen.rules.fixes.edits import MEANT_BOOLS, is_heredoc, replace_fix
from tfgen.rules.references.unknown_module_input import META
from tfgen.terraform.config.configuration import Parsed
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.hcl.syntax import Expr
from tfgen.terraform.hcl.walk import plain_string
from tfgen.terraform.types.literals import Fit, Misfit, misfits
from tfgen.terraform.types.model import BOOL, Type

CODE = "TFG309"


class _Given(Struct, frozen=True):
    """An expression given to an argument of ``where``, and the type that it must have."""

    parsed: Parsed
    where: str
    name: str
    expr: Expr
    type: Type
    planned: bool = False


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each literal of the wrong type, at the innermost literal that is wrong."""
    for given in (*_arguments(context), *_inputs(context)):
        for misfit in misfits(given.expr, given.type):
            yield diagnostic(
                CODE,
                given.parsed,
                misfit.expr.range,
                f'"{given.name}" wants {misfit.expected.friendly}',
                f"In {given.where} it is of type {given.type.friendly}; this is {misfit.actual}.",
                f"Write {misfit.exact}." if misfit.exact else "",
                Severity.NOTE if misfit.fit is Fit.CONVERTS and not given.parsed.generated else Severity.ERROR,
                planned=given.planned,
                fix=_fix(misfit),
            )


def _fix(misfit: Misfit) -> Fix | None:
    """The same value in the right type, else the bool that must be meant."""
    if is_heredoc(misfit.expr):
        return None
    if misfit.exact:
        return replace_fix(misfit.expr.range, misfit.exact)
    meant = MEANT_BOOLS.get((plain_string(misfit.expr) or "").strip().lower()) if misfit.expected == BOOL else None
    return replace_fix(misfit.expr.range, meant, safe=False) if meant else None


def _arguments(context: RuleContext) -> Iterator[_Given]:
    for site in context.analysis.schema_blocks:
        for argument in site.arguments():
            attribute = site.schema.attributes.get(argument.name)
            if attribute and attribute.settable:
                where = article(site.kind, site.path)
                yield _Given(site.parsed, where, argument.name, argument.expr, attribute.type, site.planned)


def _inputs(context: RuleContext) -> Iterator[_Given]:
    for address, call in context.configuration.of_kind("module"):
        interface = context.configuration.interfaces.get(address[1])
        for argument in call.body.attributes if interface else ():
            wanted = interface.types.get(argument.name) if interface and argument.name not in META else None
            if wanted:
                yield _Given(call.parsed, ".".join(address), argument.name, argument.expr, wanted)
