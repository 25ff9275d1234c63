"""Mistakes in the syntax of a file, as findings in plain English."""

from __future__ import annotations

from msgspec import Struct

from tfgen.diagnostics import Diagnostic, Fix
from tfgen.source import LineIndex, SourceFile, merge_conflict

SYNTAX_ERROR = "TFG201"
DUPLICATE_ARGUMENT = "TFG202"
INVALID_ESCAPE = "TFG203"
INVALID_ENCODING = "TFG204"


class SyntaxProblem(Struct, frozen=True):
    """A mistake in the text from offset ``start`` to ``end``, in the fields of a finding."""

    start: int
    end: int
    summary: str
    detail: str = ""
    help: str = ""
    code: str = SYNTAX_ERROR
    fix: Fix | None = None


class HclSyntaxError(Exception):
    """Reading cannot go on.

    Never leaves ``tfgen.terraform.hcl``: ``parse`` turns ``problem`` into a finding.
    """

    def __init__(self, problem: SyntaxProblem) -> None:
        super().__init__(problem.summary)
        self.problem = problem


def fault(start: int, end: int, summary: str, detail: str = "", remedy: str = "") -> HclSyntaxError:
    """The error to raise for a problem that ends the reading."""
    return HclSyntaxError(SyntaxProblem(start, end, summary, detail, remedy))


def broken(error: HclSyntaxError, file: SourceFile, lines: LineIndex) -> Diagnostic:
    """The finding for a mistake that ended the reading; a merge conflict is called one."""
    problem = error.problem
    conflict = merge_conflict(file.text, problem.start)
    if conflict is not None:
        problem = SyntaxProblem(
            conflict.start,
            conflict.end,
            "Merge conflict",
            conflict.detail,
            conflict.help,
            problem.code,
        )
    return finding(problem, file, lines)


def quoted(text: str) -> str:
    """``text`` in double quotes for a message: short, on one line, with everything visible."""
    if len(text) > 40:
        text = f"{text[:37]}..."
    return f'"{"".join(map(_visible, text))}"'


def _visible(char: str) -> str:
    if char.isprintable():
        return char
    return f"\\u{ord(char):04x}"


def finding(problem: SyntaxProblem, file: SourceFile, lines: LineIndex) -> Diagnostic:
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
