"""The same thing declared twice.

What it finds
    Two variables, locals, outputs, module calls, resources, data sources, checks or providers of the same name in a
    directory.

Why it matters
    Terraform refuses it: "Duplicate ... declaration".

Example
    variable "cidr" {
      type = string
    }

    variable "cidr" {
      type = string
    }

Instead
    variable "cidr" {
      type = string
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.terraform.config.findings import diagnostic

CODE = "TFG407"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each declaration after the first."""
    for address, repeated in context.configuration.repeated:
        first = context.configuration.declared[address]
        where = first.parsed.where(first.name_range)
        yield diagnostic(
            CODE,
            repeated.parsed,
            repeated.name_range,
            f"{'.'.join(address)} is declared twice",
            f"It is declared at {where} already.",
            "Rename one, or remove it.",
        )
