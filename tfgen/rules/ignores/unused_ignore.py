"""An ignore that hides nothing.

What it finds
    A comment ``tfgen:ignore`` for a code that was not found at its place: on its line or, alone on a line, on the next
    line with code; where a block or an argument begins there, anywhere in it. Directories that could not be judged
    whole are left out.

Why it matters
    It would hide the mistake when it is made there again.

Example
    resource "aws_cloudwatch_log_group" "this" {
      name = "app" # tfgen:ignore TFG301 our fork has more arguments
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

CODE = "TFG272"


def report(parsed: Parsed, place: Range, code: str, lines: tuple[int, int]) -> Diagnostic:
    """The diagnostic for an ignore of ``code`` that holds for the ``lines`` from first
    to last, (0, 0) for none.
    """
    summary, detail = f"Unused ignore of {code}", _where(code, *lines)
    return diagnostic(CODE, parsed, place, summary, detail, "Remove it.", Severity.WARNING)


def _where(code: str, first: int, last: int) -> str:
    if not first:
        return "There is no code on its line or on the line below."
    if first == last:
        return f"{CODES[code].name} was not found on line {first}."
    return f"{CODES[code].name} was not found on lines {first} to {last}."
