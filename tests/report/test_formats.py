"""Every format says of the same findings the same things, and none but text shows lines of files."""

from __future__ import annotations

import json

import pytest

from tfgen.diagnostics import CheckResult, Diagnostic, Severity
from tfgen.report.formats import FORMATS, Format, report
from tfgen.report.view import ResultJson, view
from tfgen.source import LineIndex

TEXT = "services:\n  cache: {module: elasticache, auth_token: hunter2, cdir: 1}\n"


def at(words: str, code: str, severity: Severity = Severity.ERROR) -> Diagnostic:
    start = TEXT.index(words)
    place = LineIndex.of(TEXT).range(start, start + len(words))
    return Diagnostic(code, f"About {code}", "Detail.", "Help.", severity, "stack.yaml", place)


FOUND = (at("hunter2", "TFG022"), at("cdir", "TFG013"), at("cache", "TFG028", Severity.NOTE), Diagnostic("TFG024", "s"))


def made(format: Format, found: tuple[Diagnostic, ...] = FOUND, failing: tuple[str, ...] = ("error",)) -> str:
    shown: ResultJson = view(CheckResult(tuple(found)), lambda path: path)
    return report(format, shown, {"stack.yaml": TEXT}.get, lambda f: f["severity"] in failing)


@pytest.mark.parametrize("format", FORMATS)
def test_each_names_every_finding_once(format: Format) -> None:
    said = made(format)
    names = [d.summary for d in FOUND[:3]]
    assert [said.count(name) for name in names] == [1, 1, 1]
    assert all(d.code in said for d in FOUND)


@pytest.mark.parametrize("format", FORMATS)
def test_none_repeats_a_secret(format: Format) -> None:
    assert "hunter2" not in made(format)


@pytest.mark.parametrize("format", [f for f in FORMATS if f not in ("text", "json")])
def test_machines_get_no_lines_of_an_edited_file(format: Format) -> None:
    edited = Diagnostic("TFG801", "Edited", "From this to that:\n+password = hunter2", "Move it.", file="a.tf")
    said = made(format, (edited,))
    assert "hunter2" not in said
    assert "From this to that" in said


@pytest.mark.parametrize("format", FORMATS)
def test_file_names_that_are_not_utf_8_can_be_written(format: Format) -> None:
    odd = Diagnostic("TFG204", "Cannot be read", file="caf\udce9.tf")
    said = made(format, (odd,))
    assert said.encode()
    if format == "json":
        assert json.loads(said)["diagnostics"][0]["file"] == odd.file


def test_json_is_the_view() -> None:
    assert json.loads(made("json")) == view(CheckResult(tuple(FOUND)), lambda path: path)
