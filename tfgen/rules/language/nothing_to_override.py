"""An override of what does not exist.

What it finds
    A block or local value in an override file (``override.tf``, ``*_override.tf``) that no other file of the directory
    declares.

Why it matters
    Terraform refuses it: an override file only changes what other files declare. Of ephemeral resources it says
    nothing, and passes over them.

Example
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }
    # ./main_override.tf
    resource "aws_vpc" "mian" {
      cidr_block = "10.1.0.0/16"
    }

Instead
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }
    # ./main_override.tf
    resource "aws_vpc" "main" {
      cidr_block = "10.1.0.0/16"
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic, Severity
from tfgen.rules.context import RuleContext
from tfgen.spelling import did_you_mean
from tfgen.terraform.config.configuration import MissingBase
from tfgen.terraform.config.findings import diagnostic

CODE = "TFG282"

_WORDS = {
    "locals": "local value",
    "module": "module call",
    "data": "data source",
    "ephemeral": "ephemeral resource",
    "provider": "provider configuration",
}


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each block and local value that overrides nothing."""
    for missing in context.configuration.problems.missing_bases:
        what = _WORDS.get(missing.block_type, missing.block_type)
        yield diagnostic(
            CODE,
            missing.parsed,
            missing.range,
            f"Nothing to override: {what} {missing.name}",
            _detail(missing, what),
            did_you_mean(missing.name, missing.known)
            or "Move it to a file that is no override file.",
            Severity.WARNING if missing.block_type == "ephemeral" else Severity.ERROR,
        )


def _detail(missing: MissingBase, what: str) -> str:
    declared = f'No other file declares a {what} "{missing.name}"'
    if missing.block_type == "locals":
        return f"{declared}."
    return f"{declared}; an override file only changes what is declared."
