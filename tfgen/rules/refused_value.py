"""A value that a condition refuses.

What it finds
    Values that calls of local modules give to variables, or leave to their defaults, and that a ``validation`` of the
    variable refuses. In a root module also values of ``terraform.tfvars`` and ``*.auto.tfvars``, defaults, and
    conditions of ``precondition`` and ``postcondition`` that are false with them.

Why it matters
    Terraform refuses it: "Invalid value for variable". ``validate`` does so for what a call gives; what depends on
    values files or on defaults of the root module is found by a plan, unless that is given other values.

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
from tfgen.rules.inferred import told
from tfgen.rules.view import View
from tfgen.types.trouble import Kind

CODE = "TFG469"


def check(view: View) -> Iterator[Diagnostic]:
    """Yield what evaluation finds of this kind."""
    yield from told(view, CODE, Kind.REFUSED)
