"""An ignore of an unknown code.

What it finds
    A comment ``tfgen:ignore`` with a word that is neither a code nor the name of one.

Why it matters
    It hides nothing, and the finding that it was meant for is reported.

Example
    resource "aws_cloudwatch_log_group" "this" {
      name = "app" # tfgen:ignore unknown-arguments our fork has more of them
    }

Instead
    resource "aws_cloudwatch_log_group" "this" {
      name  = "app"
      named = "app" # tfgen:ignore unknown-argument our fork has more of them
    }
"""

from __future__ import annotations

from tfgen.codes.select import IGNORE_MARK
from tfgen.diagnostics import Diagnostic, Severity
from tfgen.source import Range
from tfgen.terraform.config.configuration import Parsed
from tfgen.terraform.config.findings import diagnostic

CODE = "TFG271"


def report(parsed: Parsed, place: Range, word: str, suggestion: str) -> Diagnostic:
    """The diagnostic for a ``word`` at a place; ``suggestion`` names the nearest code, "" where
    none is near.
    """
    help_ = (
        suggestion
        or f"Write codes or names as tfgen prints them, as in: {IGNORE_MARK} TFG304 the reason."
    )
    summary = f'Ignore of unknown code "{word}"'
    detail = "No finding has this code or name."
    return diagnostic(CODE, parsed, place, summary, detail, help_, Severity.WARNING)
