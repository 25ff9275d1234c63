"""An input variable that nothing reads.

What it finds
    Variables that no expression of the directory refers to, but perhaps their own validation. A warning: Terraform does
    not mind. Nothing is said where not all files could be read.

Why it matters
    Callers set what has no effect, and find out late.

Example
    variable "cidr" {
      type = string
    }

    variable "zones" {
      type = list(string)
    }

    output "zones" {
      value = var.zones
    }

Instead
    variable "zones" {
      type = list(string)
    }

    output "zones" {
      value = var.zones
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic, Severity
from tfgen.rules.context import RuleContext
from tfgen.terraform.analysis.unused import unused
from tfgen.terraform.config.findings import diagnostic

CODE = "TFG430"

_COMMON_INPUTS = frozenset({"name", "suffix", "tags"})
"""Inputs that tfgen sets in every module that it renders."""


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a warning for each unused variable."""
    for address, declared in unused(context.configuration, context.analysis.uses, "var"):
        if declared.parsed.generated and address[-1] in _COMMON_INPUTS:
            continue
        yield diagnostic(
            CODE,
            declared.parsed,
            declared.name_range,
            f"Unused variable {address[-1]}",
            "Nothing in this directory refers to it.",
            "Use it, or remove it.",
            Severity.WARNING,
        )
