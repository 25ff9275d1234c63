"""The JSON view: every field of the design, absent things null."""

from __future__ import annotations

from msgspec.structs import replace

from tfgen.codes.table import CODES, NAMES
from tfgen.diagnostics import CheckResult, Diagnostic, Edit, Fix, RelatedPlace, Severity, Skipped
from tfgen.report.view import view
from tfgen.source import START, LineIndex


def test_all_fields() -> None:
    place = LineIndex.of("ab\ncd\n").range(3, 5)
    fix = Fix("Write it as a block", (Edit(place, "x"), Edit(START, "", "b.tf")))
    found = Diagnostic(
        "TFG303", "s", "d", "h", Severity.WARNING, "main.tf", place, "m/main.tf.jinja", 4, "services.a", fix
    )
    found = replace(found, related=(RelatedPlace("m/a.tf", place, "used here"),))
    (one,) = view(CheckResult((found,)), lambda path: f"out/{path}")["diagnostics"]
    assert one == {
        "code": "TFG303",
        "name": "block-as-attribute",
        "severity": "warning",
        "summary": "s",
        "detail": "d",
        "help": "h",
        "file": "out/main.tf",
        "line": 2,
        "column": 1,
        "end_line": 2,
        "end_column": 3,
        "template": "out/m/main.tf.jinja",
        "template_line": 4,
        "stack_key": "services.a",
        "fix": {
            "title": "Write it as a block",
            "safe": True,
            "edits": [
                {"file": "out/main.tf", "line": 2, "column": 1, "end_line": 2, "end_column": 3, "text": "x"},
                {"file": "out/b.tf", "line": 1, "column": 1, "end_line": 1, "end_column": 1, "text": ""},
            ],
        },
        "related": [
            {"file": "out/m/a.tf", "line": 2, "column": 1, "end_line": 2, "end_column": 3, "message": "used here"}
        ],
    }


def test_absent_things_are_null() -> None:
    (one,) = view(CheckResult((Diagnostic("TFG024", "s"),)), str)["diagnostics"]
    absent = ("file", "line", "column", "end_line", "end_column", "template", "template_line", "stack_key", "fix")
    assert [one[name] for name in absent] == [None] * len(absent)  # type: ignore[literal-required]


def test_summary_counts() -> None:
    found = [Diagnostic("TFG301", "s", severity=s) for s in (Severity.ERROR, Severity.ERROR, Severity.NOTE)]
    made = view(
        CheckResult(
            tuple(found),
            (
                Skipped(2, "x"),
                Skipped(3, "x"),
                Skipped(1, "y"),
            ),
        ),
        str,
    )
    assert made["format_version"] == "1.0"
    assert made["summary"] == {
        "error": 2,
        "warning": 0,
        "note": 1,
        "ignored": 0,
        "baseline": 0,
        "disabled": 0,
        "not_judged": 6,
        "not_judged_what": ["x (5)", "y (1)"],
    }


def test_every_code_has_a_name_of_its_own() -> None:
    assert len(set(NAMES)) == len(CODES)
    assert all(name == name.lower() and " " not in name for name in NAMES)
