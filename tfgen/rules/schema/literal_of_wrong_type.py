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


class _TypedArgument(Struct, frozen=True):
    """An expression for an argument of ``owner``, and the type that it must have."""

    parsed: Parsed
    owner: str
    name: str
    expr: Expr
    type: Type
    planned: bool = False


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each literal of the wrong type, at the innermost literal that is wrong."""
    for argument in (*_resource_arguments(context), *_module_inputs(context)):
        for misfit in misfits(argument.expr, argument.type):
            yield diagnostic(
                CODE,
                argument.parsed,
                misfit.expr.range,
                f'"{argument.name}" wants {misfit.expected.friendly}',
                f"In {argument.owner} it is of type {argument.type.friendly}; this is {misfit.actual}.",
                f"Write {misfit.exact}." if misfit.exact else "",
                _severity(misfit, argument.parsed),
                planned=argument.planned,
                fix=_fix(misfit),
            )


def _severity(misfit: Misfit, parsed: Parsed) -> Severity:
    if misfit.fit is Fit.CONVERTS and not parsed.generated:
        return Severity.NOTE
    return Severity.ERROR


def _fix(misfit: Misfit) -> Fix | None:
    """The same value in the right type, else the bool that must be meant."""
    if is_heredoc(misfit.expr):
        return None
    if misfit.exact:
        return replace_fix(misfit.expr.range, misfit.exact)
    if misfit.expected != BOOL:
        return None
    text = plain_string(misfit.expr) or ""
    meant = MEANT_BOOLS.get(text.strip().lower())
    if meant is None:
        return None
    return replace_fix(misfit.expr.range, meant, safe=False)


def _resource_arguments(context: RuleContext) -> Iterator[_TypedArgument]:
    for block in context.analysis.schema_blocks:
        owner = article(block.kind, block.path)
        for argument in block.arguments():
            attribute = block.schema.attributes.get(argument.name)
            if attribute and attribute.settable:
                yield _TypedArgument(
                    block.parsed,
                    owner,
                    argument.name,
                    argument.expr,
                    attribute.type,
                    planned=block.planned,
                )


def _module_inputs(context: RuleContext) -> Iterator[_TypedArgument]:
    for address, call in context.configuration.of_kind("module"):
        interface = context.configuration.interfaces.get(address[1])
        if interface is None:
            continue
        for argument in call.body.attributes:
            type_ = interface.types.get(argument.name)
            if type_ and argument.name not in META:
                yield _TypedArgument(
                    call.parsed, ".".join(address), argument.name, argument.expr, type_
                )
