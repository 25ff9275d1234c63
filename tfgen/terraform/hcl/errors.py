"""What is wrong with the syntax of a file, as findings in plain English."""

from __future__ import annotations

from msgspec import Struct

from tfgen.diagnostics import Diagnostic, Fix
from tfgen.source import LineIndex, SourceFile

SYNTAX_ERROR = "TFG201"
DUPLICATE_ARGUMENT = "TFG202"
INVALID_ESCAPE = "TFG203"
INVALID_ENCODING = "TFG204"


class Problem(Struct, frozen=True):
    """Something wrong with the text from offset ``start`` to ``end``; the other fields are those of a finding."""

    start: int
    end: int
    summary: str
    detail: str = ""
    help: str = ""
    code: str = SYNTAX_ERROR
    fix: Fix | None = None


class HclSyntaxError(Exception):
    """Reading cannot go on. Never leaves ``tfgen.terraform.hcl``: ``parse`` turns ``problem`` into a finding."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.summary)
        self.problem = problem


def fault(start: int, end: int, summary: str, detail: str = "", remedy: str = "") -> HclSyntaxError:
    """The error to raise for a problem that ends the reading."""
    return HclSyntaxError(Problem(start, end, summary, detail, remedy))


def quoted(text: str) -> str:
    """``text`` in double quotes for a message: short, on one line, with everything visible."""
    text = text if len(text) <= 40 else f"{text[:37]}..."
    return '"' + "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text) + '"'


def finding(problem: Problem, file: SourceFile, lines: LineIndex) -> Diagnostic:
    """The finding for ``problem``; its place never lies behind the end of the text."""
    size = len(file.text)
    start = min(problem.start, size)
    end = max(start, min(problem.end, size))
    return Diagnostic(
        code=problem.code,
        summary=problem.summary,
        detail=problem.detail,
        help=problem.help,
        file=file.path,
        range=lines.range(start, end),
        fix=problem.fix,
    )
