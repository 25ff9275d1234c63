"""Workflow commands, letter by letter."""

from __future__ import annotations

from tfgen.diagnostics import CheckResult, Diagnostic, RelatedPlace, Severity
from tfgen.report.github import render_github
from tfgen.report.view import view
from tfgen.source import LineIndex


def said(*found: Diagnostic) -> str:
    return render_github(view(CheckResult(tuple(found)), lambda path: path))


PLACE = LineIndex.of("ab\ncde\n").range(4, 6)


def test_a_command_for_each_finding() -> None:
    error = Diagnostic("TFG301", "Unknown argument", "No such.", "Try.", file="main.tf", range=PLACE)
    note = Diagnostic("TFG028", "Not judged", severity=Severity.NOTE)
    assert said(error, note).splitlines() == [
        "::error file=main.tf,line=2,col=2,endLine=2,title=TFG301 unknown-argument::Unknown argument%0ANo such.%0ATry.",
        "::notice title=TFG028 compliance-not-judged::Not judged",
    ]


def test_other_places_are_named_in_the_text() -> None:
    there = RelatedPlace("m/a.tf", PLACE, "module.m uses it here")
    found = Diagnostic("TFG301", "s", file="a.tf", range=PLACE, related=(there,))
    assert said(found).endswith("::s%0Am/a.tf:2:2: module.m uses it here")


def test_nothing_found_is_no_command() -> None:
    assert said() == ""


def test_text_cannot_begin_a_command_of_its_own_or_a_property() -> None:
    found = Diagnostic("TFG301", "50%\r\n::stop-commands::x\x1b", file="a,b:c%\n.tf", severity=Severity.WARNING)
    assert said(found) == (
        "::warning file=a%2Cb%3Ac%25%0A.tf,title=TFG301 unknown-argument::50%25%0D%0A::stop-commands::x\ufffd"
    )
