"""A local value that nothing reads.

What it finds
    Locals that no expression of the directory refers to, but perhaps their own. A warning: Terraform does not mind.
    Nothing is said where not all files could be read.

Why it matters
    It is dead text, or something else was meant to use it.

Example
    locals {
      name  = "main"
      label = "Main"
    }

    output "name" {
      value = local.name
    }

Instead
    locals {
      name = "main"
    }

    output "name" {
      value = local.name
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic, Severity
from tfgen.rules.context import RuleContext
from tfgen.terraform.analysis.unused import unused
from tfgen.terraform.config.findings import diagnostic

CODE = "TFG431"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a warning for each unused local value."""
    for address, declared in unused(context.configuration, context.analysis.uses, "local"):
        yield diagnostic(
            CODE,
            declared.parsed,
            declared.name_range,
            f"Unused local value {address[-1]}",
            "Nothing in this directory refers to it.",
            "Use it, or remove it.",
            Severity.WARNING,
        )
