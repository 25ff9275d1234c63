"""A value that a condition refuses.

What it finds
    Values that calls of local modules give to variables, or leave to their defaults, and that a ``validation`` of the
    variable refuses; a ``precondition`` of an output that is false. As a warning: other conditions that are false, and
    all that are false in a root module with what values files (``terraform.tfvars``, ``*.auto.tfvars``) and defaults
    give to its variables.

Why it matters
    Terraform refuses it: "Invalid value for variable", "Module output value precondition failed". ``validate`` knows
    the values of literals and locals, a plan those of variables and of other inputs of the module too. A plan may be
    given other values than those of the directory: variables that another ``*.tfvars`` file has a value for, and
    secrets, are left alone.

Example
    module "network" {
      source = "./network"
      stage  = "production"
    }

    # ./network/main.tf
    variable "stage" {
      type = string

      validation {
        condition     = contains(["dev", "prod"], var.stage)
        error_message = "The stage is dev or prod."
      }
    }

    output "stage" {
      value = var.stage
    }

Instead
    module "network" {
      source = "./network"
      stage  = "prod"
    }

    # ./network/main.tf
    variable "stage" {
      type = string

      validation {
        condition     = contains(["dev", "prod"], var.stage)
        error_message = "The stage is dev or prod."
      }
    }

    output "stage" {
      value = var.stage
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.rules.type_errors import error_diagnostics
from tfgen.terraform.types.evaluation_error import ErrorKind

CODE = "TFG469"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield the errors of this kind that evaluation finds."""
    yield from error_diagnostics(context, CODE, ErrorKind.REFUSED)
