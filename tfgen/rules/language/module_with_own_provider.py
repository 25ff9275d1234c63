"""A module that configures a provider itself, called with count, for_each or depends_on.

What it finds
    Calls with ``count``, ``for_each`` or ``depends_on`` of modules in the tree that hold a ``provider`` block with
    other arguments than ``alias``, or call a module that does.

Why it matters
    Terraform refuses it: such a module is a legacy module, which can be called once only, and not after something else.

Example
    module "network" {
      source = "./network"
      count  = 2
    }

    # ./network/main.tf
    provider "aws" {
      region = "us-west-2"
    }

    resource "aws_eip" "nat" {
    }

Instead
    provider "aws" {
      region = "us-west-2"
    }

    module "network" {
      source = "./network"
      count  = 2
    }

    # ./network/main.tf
    resource "aws_eip" "nat" {
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.config.language import LanguageBlock
from tfgen.terraform.hcl.syntax import Attribute

CODE = "TFG248"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each such call."""
    for block in context.analysis.language.named("module"):
        name = block.block.labels[0].value
        module = context.analysis.modules.get(name)
        if module is None or module.own_provider is None:
            continue
        argument = _refused_argument(block)
        if argument:
            detail = f"The module of module.{name} has a provider block of its own, so it cannot have {argument.name}."
            help_ = "Configure the provider here, and pass it with providers."
            summary = "Module with a provider of its own"
            yield diagnostic(CODE, block.parsed, argument.name_range, summary, detail, help_)


def _refused_argument(call: LanguageBlock) -> Attribute | None:
    return call.argument("count") or call.argument("for_each") or call.argument("depends_on")
