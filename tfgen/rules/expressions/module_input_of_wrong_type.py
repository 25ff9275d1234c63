"""A module input of another type than the variable.

What it finds
    Arguments of module calls that do not convert to the type constraint of the module's variable.

Why it matters
    Terraform refuses it: "Invalid value for input variable".

Example
    variable "zone" {
      type = string
    }

    module "network" {
      source = "./network"
      zones  = var.zone
    }

    # ./network/main.tf
    variable "zones" {
      type = list(string)
    }

    output "zones" {
      value = var.zones
    }

Instead
    variable "zone" {
      type = string
    }

    module "network" {
      source = "./network"
      zones  = [var.zone]
    }

    # ./network/main.tf
    variable "zones" {
      type = list(string)
    }

    output "zones" {
      value = var.zones
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.rules.type_errors import error_diagnostics
from tfgen.terraform.types.evaluation_error import ErrorKind

CODE = "TFG466"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield the errors of this kind that evaluation finds."""
    yield from error_diagnostics(context, CODE, ErrorKind.INPUT)
