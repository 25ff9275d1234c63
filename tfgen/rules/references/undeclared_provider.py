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
    known = {
        *context.analysis.configured,
        *(alias for one in context.analysis.required.values() for alias in one.aliases),
    }
    for parsed, name, expr in _asked_for(context):
        if name not in known and not _implied(name, context) and name not in _from_callers(context):
            yield diagnostic(
                CODE,
                parsed,
                expr.range,
                f"Undeclared provider configuration {name}",
                f"This directory declares no {_block(name)}.",
                did_you_mean(name, known),
                fix=rename_fix(expr.range, name, known),
            )


def _asked_for(context: RuleContext) -> Iterator[tuple[Parsed, str, Expr]]:
    for parsed, name, expr in chosen(context.configuration):
        if "." in name:
            yield parsed, name, expr
    for _, call in context.configuration.of_kind("module"):
        yield from ((call.parsed, one.value, one.item.value) for one in passed(call) or ())


def _implied(name: str, context: RuleContext) -> bool:
    """Whether it is a default configuration that is there without a block."""
    return "." not in name and (name in context.analysis.required or bool(context.analysis.callers))


def _from_callers(context: RuleContext) -> frozenset[str]:
    return frozenset(one.key for call in context.analysis.callers for one in passed(call) or ())


def _block(name: str) -> str:
    local, _, alias = name.partition(".")
    return f'provider "{local}"' + (f' with the alias "{alias}"' if alias else "")
