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
from tfgen.terraform.config.provider_names import source_of
from tfgen.terraform.config.providers import Passed, chosen, is_proxy, passed
from tfgen.terraform.hcl.syntax import Block

CODE = "TFG418"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each configuration that does not fit."""
    for name, module in context.analysis.modules.items():
        call = context.configuration.declared["module", name]
        for entry in passed(call) or ():
            yield from _check_entry(entry, call, context, module)


def _check_entry(
    entry: Passed, call: Declared, context: RuleContext, module: ModuleAnalysis
) -> Iterator[Diagnostic]:
    key, value = entry.key, entry.value
    configured = module.configured.get(key)
    expected, actual = source_of(key, module.required), source_of(value, context.analysis.required)
    if configured and not is_proxy(configured):
        detail = f"The module of {_title(call)} has its own configuration of it."
        yield diagnostic(
            CODE,
            call.parsed,
            entry.item.key.range,
            f"{key} cannot be passed",
            detail,
            "Leave it out.",
        )
    elif expected != actual:
        detail = f'The module means {expected} by "{key}"; "{value}" is {actual}.'
        yield diagnostic(
            CODE, call.parsed, entry.item.value.range, f"{value} is another provider", detail
        )
    elif "." in key and module.configuration.complete:
        yield from _check_alias(entry, call, module)


def _check_alias(entry: Passed, call: Declared, module: ModuleAnalysis) -> Iterator[Diagnostic]:
    names = _expected_names(module)
    if entry.key not in names:
        summary = f"Nobody asks for {entry.key}"
        detail = f"The module of {_title(call)} does not expect it in configuration_aliases."
        help_ = did_you_mean(entry.key, names)
        yield diagnostic(
            CODE, call.parsed, entry.item.key.range, summary, detail, help_, Severity.WARNING
        )


def _expected_names(module: ModuleAnalysis) -> set[str]:
    """The names of providers that a module expects, configures or uses."""
    names = set(module.configured)
    for required in module.required.values():
        names.update(required.aliases)
    names.update(name for _, name, _ in chosen(module.configuration))
    return names


def _title(call: Declared) -> str:
    if isinstance(call.node, Block):
        return f"module.{call.node.labels[0].value}"
    return ""
