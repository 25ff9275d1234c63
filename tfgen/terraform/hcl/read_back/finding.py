"""Findings about files that python-hcl2 does not read as tfgen does."""

from __future__ import annotations

from tfgen.diagnostics import Diagnostic
from tfgen.source import LineIndex, Range, SourceFile
from tfgen.terraform.hcl.read_back.compare import ReadingDifference
from tfgen.terraform.hcl.read_back.python_hcl2 import RefusedTextError

READ_BACK_DIFFERS = "TFG206"

_BEFORE, _BEHIND = 40, 80
"""Characters of a long reading that are shown before the first difference, and behind it."""

_HELP = (
    "Nothing is written until both read the same. Say it in the template in a plainer way, "
    "and report it: one of the two parsers is wrong."
)


def difference_finding(
    file: SourceFile, at: ReadingDifference, version: str, lines: LineIndex
) -> Diagnostic:
    """Both readings of one thing."""
    ours, theirs = _around(at.ours, at.theirs)
    return Diagnostic(
        READ_BACK_DIFFERS,
        "python-hcl2 reads something else here",
        f"tfgen reads: {ours}\npython-hcl2 {version} reads: {theirs}",
        _HELP,
    ).at(file.path, _first_line(file, at.start, at.end, lines))


def refusal_finding(
    file: SourceFile, error: RefusedTextError, version: str, lines: LineIndex
) -> Diagnostic:
    """A file that python-hcl2 cannot read at all."""
    at = error.at or 0
    return Diagnostic(
        READ_BACK_DIFFERS,
        "python-hcl2 cannot read this file",
        f"tfgen reads the file without a fault; python-hcl2 {version} does not: {error.reason}.",
        _HELP,
    ).at(file.path, _first_line(file, at, at, lines))


def _around(ours: str, theirs: str) -> tuple[str, str]:
    """Two readings, cut to the part where they begin to differ."""
    same = 0
    while same < min(len(ours), len(theirs)) and ours[same] == theirs[same]:
        same += 1
    start = max(0, same - _BEFORE)
    return _cut(ours, start), _cut(theirs, start)


def _cut(text: str, start: int) -> str:
    end = start + _BEFORE + _BEHIND
    before = "..." if start else ""
    behind = "..." if len(text) > end else ""
    return f"{before}{text[start:end]}{behind}"


def _first_line(file: SourceFile, start: int, end: int, lines: LineIndex) -> Range:
    """From an offset to another, or to the end of its line where that comes first."""
    line_end = file.text.find("\n", start)
    last = min(end, line_end) if line_end >= 0 else end
    return lines.range(start, max(start, min(last, len(file.text))))
