"""JUnit XML: what a CI server reads out of it."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from tfgen.diagnostics import CheckResult, Diagnostic, Severity
from tfgen.report.junit import render_junit
from tfgen.report.view import view
from tfgen.source import LineIndex

PLACE = LineIndex.of("ab\ncde\n").range(4, 6)


def read(*found: Diagnostic, failing: tuple[str, ...] = ("error",)) -> ET.Element:
    return ET.fromstring(
        render_junit(view(CheckResult(tuple(found)), lambda path: path), lambda f: f["severity"] in failing)
    )


def test_a_suite_for_each_file_and_a_case_for_each_finding() -> None:
    root = read(
        Diagnostic("TFG301", "Unknown argument", "No such.", "Try.", file="a.tf", range=PLACE),
        Diagnostic("TFG401", "Undeclared", file="b.tf"),
        Diagnostic("TFG302", "Missing", file="a.tf"),
        Diagnostic("TFG024", "Unknown version"),
    )
    assert [(s.get("name"), [c.get("name") for c in s]) for s in root] == [
        ("a.tf", ["TFG301 unknown-argument at 2:2", "TFG302 missing-argument"]),
        ("b.tf", ["TFG401 undeclared-reference"]),
        ("tfgen", ["TFG024 unknown-provider-version"]),
    ]
    failure = root[0][0][0]
    assert (failure.tag, failure.get("message"), failure.text) == ("failure", "Unknown argument", "No such.\nTry.")


def test_only_what_fails_the_command_is_a_failure() -> None:
    found = Diagnostic("TFG301", "s", severity=Severity.WARNING, file="a.tf")
    (suite,) = read(found)
    assert (suite.get("tests"), suite.get("failures"), suite.get("skipped")) == ("1", "0", "1")
    assert suite[0][0].tag == "skipped"
    (suite,) = read(found, failing=("warning", "error"))
    assert (suite.get("failures"), suite[0][0].tag) == ("1", "failure")


def test_without_findings_one_case_passed() -> None:
    (suite,) = read()
    assert (suite.get("tests"), suite.get("failures"), len(suite), len(suite[0])) == ("1", "0", 1, 0)


@given(st.text(st.characters(exclude_categories=[])), st.text(st.characters(exclude_categories=[])))
def test_any_text_makes_valid_xml(summary: str, file: str) -> None:
    (suite,) = read(Diagnostic("TFG301", summary, summary, file=file or None))
    assert suite.get("tests") == "1"


def test_control_characters_are_removed() -> None:
    (suite,) = read(Diagnostic("TFG301", "a\x00b\x1bc\ufffe]]><x>", file="a.tf"))
    assert suite[0][0].get("message") == "abc]]><x>"
