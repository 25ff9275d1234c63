"""An ignore without a code.

What it finds
    A comment ``tfgen:ignore`` that names no code. It hides nothing.

Why it matters
    An ignore of everything would hide mistakes that nobody has seen yet.

Example
    resource "aws_cloudwatch_log_group" "this" {
      name = "app" # tfgen:ignore
    }

Instead
    resource "aws_cloudwatch_log_group" "this" {
      name  = "app"
      named = "app" # tfgen:ignore TFG301 our fork has more arguments
    }
"""

from __future__ import annotations

from tfgen.codes.select import IGNORE_MARK
from tfgen.diagnostics import Diagnostic, Severity
from tfgen.source import Range
from tfgen.terraform.config.configuration import Parsed
from tfgen.terraform.config.findings import diagnostic

CODE = "TFG274"


def report(parsed: Parsed, place: Range) -> Diagnostic:
    """The diagnostic for an ignore at a place."""
    detail = "It does not say which finding it is about, so it hides nothing."
    help_ = f"Write it as in: {IGNORE_MARK} TFG304 the reason."
    return diagnostic(CODE, parsed, place, "Ignore without a code", detail, help_, Severity.WARNING)
