"""A provider configuration passed to a module that has no place for it.

What it finds
    In a call's ``providers``: a name that the module configures itself, a provider that is another one than the module
    means by that name; and as a warning, an alias that the module does not expect.

Why it matters
    Terraform refuses it: "Cannot override provider configuration", "Provider type mismatch".

Example
    provider "aws" {
      alias  = "west"
      region = "us-west-2"
    }

    module "vpc" {
      source = "./vpc"

      providers = {
        aws = aws.west
      }
    }

    # ./vpc/main.tf
    provider "aws" {
      region = "us-east-1"
    }

    data "aws_region" "here" {
    }

Instead
    provider "aws" {
      alias  = "west"
      region = "us-west-2"
    }

    module "vpc" {
      source = "./vpc"

      providers = {
        aws = aws.west
      }
    }

    # ./vpc/main.tf
    data "aws_region" "here" {
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic, Severity
from tfgen.rules.context import RuleContext
from tfgen.spelling import did_you_mean
from tfgen.terraform.analysis.module_analysis import ModuleAnalysis
from tfgen.terraform.config.configuration import Declared
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.config.providers import Passed, chosen, is_proxy, passed, source_of
from tfgen.terraform.hcl.syntax import Block

CODE = "TFG418"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each configuration that does not fit."""
    for name, module in context.analysis.modules.items():
        call = context.configuration.declared["module", name]
        for one in passed(call) or ():
            yield from _judged(one, call, context, module)


def _judged(one: Passed, call: Declared, context: RuleContext, module: ModuleAnalysis) -> Iterator[Diagnostic]:
    generated = module.configured.get(one.key)
    wanted, given = source_of(one.key, module.required), source_of(one.value, context.analysis.required)
    if generated and not is_proxy(generated):
        detail = f"The module of {_title(call)} has its own configuration of it."
        yield diagnostic(CODE, call.parsed, one.item.key.range, f"{one.key} cannot be passed", detail, "Leave it out.")
    elif wanted != given:
        detail = f'The module means {wanted} by "{one.key}"; "{one.value}" is {given}.'
        yield diagnostic(CODE, call.parsed, one.item.value.range, f"{one.value} is another provider", detail)
    elif "." in one.key and module.configuration.complete and one.key not in (known := _expected(module)):
        detail = f"The module of {_title(call)} does not expect it in configuration_aliases."
        help_ = did_you_mean(one.key, known)
        summary = f"Nobody asks for {one.key}"
        yield diagnostic(CODE, call.parsed, one.item.key.range, summary, detail, help_, Severity.WARNING)


def _expected(module: ModuleAnalysis) -> frozenset[str]:
    aliases = (alias for one in module.required.values() for alias in one.aliases)
    return frozenset({*aliases, *module.configured, *(name for _, name, _ in chosen(module.configuration))})


def _title(call: Declared) -> str:
    return f"module.{call.node.labels[0].value}" if isinstance(call.node, Block) else ""
