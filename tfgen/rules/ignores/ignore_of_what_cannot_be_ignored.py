"""An ignore of what cannot be ignored.

What it finds
    A comment ``tfgen:ignore`` for a syntax error, for a finding about ignores, or for one that is not about Terraform
    files.

Why it matters
    It hides nothing: a file that cannot be read to its end cannot be judged.

Example
    resource "aws_cloudwatch_log_group" "this" {
      name = "app" # tfgen:ignore TFG202 said twice on purpose
    }

Instead
    resource "aws_cloudwatch_log_group" "this" {
      name = "app"
    }
"""

from __future__ import annotations

from tfgen.codes.table import CODES
from tfgen.diagnostics import Diagnostic, Severity
from tfgen.source import Range
from tfgen.terraform.config.configuration import Parsed
from tfgen.terraform.config.findings import diagnostic

CODE = "TFG273"


def report(parsed: Parsed, place: Range, code: str) -> Diagnostic:
    """The diagnostic for an ignore of ``code`` at a place."""
    summary = f"{code} cannot be ignored"
    detail = f"{CODES[code].name} is no finding that a comment in a Terraform file can hide."
    return diagnostic(CODE, parsed, place, summary, detail, "Mend what it finds.", Severity.WARNING)
