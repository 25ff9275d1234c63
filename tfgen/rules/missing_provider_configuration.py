"""A module call that does not pass a provider which the module asks for.

What it finds
    Calls of modules in the tree whose ``configuration_aliases`` name a provider configuration that ``providers`` leaves
    out.

Why it matters
    Terraform refuses it: "Missing required provider configuration".

Example
    module "certificates" {
      source = "./certificates"
    }

    # ./certificates/versions.tf
    terraform {
      required_providers {
        aws = {
          source                = "hashicorp/aws"
          configuration_aliases = [aws.global]
        }
      }
    }

Instead
    provider "aws" {
      alias  = "global"
      region = "us-east-1"
    }

    module "certificates" {
      source    = "./certificates"
      providers = { aws.global = aws.global }
    }

    # ./certificates/versions.tf
    terraform {
      required_providers {
        aws = {
          source                = "hashicorp/aws"
          configuration_aliases = [aws.global]
        }
      }
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.hcl.syntax import Expr, Object
from tfgen.hcl.walk import plain_string, reference
from tfgen.rules.model import found
from tfgen.rules.view import View

CODE = "TFG250"


def check(view: View) -> Iterator[Diagnostic]:
    """Yield a finding for each provider configuration that is not passed."""
    for each in view.language.named("module"):
        name = each.block.labels[0].value
        interface = view.configuration.interfaces.get(name)
        if interface is None or not interface.providers:
            continue
        providers = each.argument("providers")
        if providers and not isinstance(providers.expr, Object):
            continue
        items = providers.expr.items if providers and isinstance(providers.expr, Object) else ()
        passed = {_name(item.key) for item in items}
        for missing in sorted(interface.providers - passed):
            detail = f"The module of module.{name} asks for it in configuration_aliases."
            help_ = f"Add providers = {{ {missing} = ... }}."
            summary = f'Provider "{missing}" is not passed'
            yield found(CODE, each.parsed, each.block.header, summary, detail, help_)


def _name(key: Expr) -> str | None:
    named = reference(key)
    return ".".join(named.names) if named else plain_string(key)
