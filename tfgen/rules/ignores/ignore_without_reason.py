"""An ignore without a reason.

What it finds
    A comment ``tfgen:ignore CODE`` with nothing behind the code. It hides nothing.

Why it matters
    Nobody can tell later whether the ignore is still right.

Example
    resource "aws_cloudwatch_log_group" "this" {
      name = "app" # tfgen:ignore TFG301
    }

Instead
    resource "aws_cloudwatch_log_group" "this" {
      name = "app"
    }
"""

from __future__ import annotations

from tfgen.codes.select import IGNORE_MARK
from tfgen.diagnostics import Diagnostic, Severity
from tfgen.source import Range
from tfgen.terraform.config.configuration import Parsed
from tfgen.terraform.config.findings import diagnostic

CODE = "TFG270"


def report(parsed: Parsed, place: Range, words: str) -> Diagnostic:
    """The diagnostic for an ignore of some ``words`` (codes or names, joined by commas) at a place."""
    detail = "Without one nobody can tell later whether it is still right, so it hides nothing."
    help_ = f"Write it behind the code, as in: {IGNORE_MARK} {words} the reason."
    return diagnostic(
        CODE, parsed, place, "Ignore without a reason", detail, help_, Severity.WARNING
    )
