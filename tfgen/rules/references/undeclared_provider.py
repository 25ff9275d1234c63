"""A provider configuration that is not declared.

What it finds
    ``provider = aws.west`` and ``providers = { aws = aws.west }`` where the directory has no ``provider "aws"`` with
    the alias ``west``, does not expect it from its callers (``configuration_aliases``), and none passes it.

Why it matters
    Terraform refuses it: "Provider configuration not present".

Example
    provider "aws" {
      alias  = "west"
      region = "us-west-2"
    }

    resource "aws_vpc" "main" {
      provider   = aws.wets
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_vpc" "other" {
      provider   = aws.west
      cidr_block = "10.0.0.0/16"
    }

Instead
    provider "aws" {
      alias  = "west"
      region = "us-west-2"
    }

    resource "aws_vpc" "main" {
      provider   = aws.west
      cidr_block = "10.0.0.0/16"
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.rules.fixes.edits import rename_fix
from tfgen.spelling import did_you_mean
from tfgen.terraform.config.configuration import Parsed
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.config.providers import chosen, passed
from tfgen.terraform.hcl.syntax import Expr

CODE = "TFG416"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each provider configuration that is not there."""
    if not context.configuration.complete:
        return
    known = set(context.analysis.configured)
    for required in context.analysis.required.values():
        known.update(required.aliases)
    for parsed, name, expr in _named_providers(context):
        if (
            name not in known
            and not _is_implied(name, context)
            and name not in _names_from_callers(context)
        ):
            yield diagnostic(
                CODE,
                parsed,
                expr.range,
                f"Undeclared provider configuration {name}",
                f"This directory declares no {_block(name)}.",
                did_you_mean(name, known),
                fix=rename_fix(expr.range, name, known),
            )


def _named_providers(context: RuleContext) -> Iterator[tuple[Parsed, str, Expr]]:
    for parsed, name, expr in chosen(context.configuration):
        if "." in name:
            yield parsed, name, expr
    for _, call in context.configuration.of_kind("module"):
        for entry in passed(call) or ():
            yield call.parsed, entry.value, entry.item.value


def _is_implied(name: str, context: RuleContext) -> bool:
    """True for a default configuration, which is there without a block."""
    return "." not in name and (name in context.analysis.required or bool(context.analysis.callers))


def _names_from_callers(context: RuleContext) -> set[str]:
    names: set[str] = set()
    for call in context.analysis.callers:
        names.update(entry.key for entry in passed(call) or ())
    return names


def _block(name: str) -> str:
    local, _, alias = name.partition(".")
    if not alias:
        return f'provider "{local}"'
    return f'provider "{local}" with the alias "{alias}"'
