"""SARIF 2.1.0: valid by the standard's own schema, and where the findings point."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.report.sarif_judge import problems, run_of
from tfgen.diagnostics import (
    NOTHING_SUPPRESSED,
    CheckResult,
    Diagnostic,
    Edit,
    Fix,
    RelatedPlace,
    Severity,
    Skipped,
    Suppressed,
)
from tfgen.report.sarif import render_sarif, uri
from tfgen.report.view import view
from tfgen.source import LineIndex


def read(*found: Diagnostic, skipped: tuple[Skipped, ...] = ()) -> Any:
    return run_of(written(*found, skipped=skipped))


def written(*found: Diagnostic, skipped: tuple[Skipped, ...] = (), suppressed: Suppressed = NOTHING_SUPPRESSED) -> str:
    return render_sarif(view(CheckResult(tuple(found), tuple(skipped), suppressed), lambda path: path))


PLACE = LineIndex.of("ab\ncde\n").range(4, 6)


def test_a_result_points_at_its_place_and_its_rule() -> None:
    found = Diagnostic("TFG301", "Unknown argument", "No such.", "Try.", file="main.tf", range=PLACE)
    run = read(Diagnostic("TFG401", "s", severity=Severity.WARNING), found, found)
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["TFG301", "TFG401"]
    assert [rules[r["ruleIndex"]]["id"] for r in run["results"]] == ["TFG401", "TFG301", "TFG301"]
    assert [r["level"] for r in run["results"]] == ["warning", "error", "error"]
    assert run["results"][1]["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "main.tf"},
                "region": {"startLine": 2, "startColumn": 2, "endLine": 2, "endColumn": 4},
            }
        }
    ]
    assert run["results"][0]["locations"] == []


def test_other_places_are_related_locations() -> None:
    there = RelatedPlace("m/a b.tf", PLACE, "module.m uses it here")
    found = Diagnostic("TFG301", "s", file="a.tf", range=PLACE, related=(there,))
    (result,) = read(found)["results"]
    assert result["message"]["text"] == "s"
    assert result["relatedLocations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "m/a%20b.tf"},
                "region": {"startLine": 2, "startColumn": 2, "endLine": 2, "endColumn": 4},
            },
            "message": {"text": "module.m uses it here"},
        }
    ]


def test_a_fix_goes_by_file() -> None:
    fix = Fix("Write x", (Edit(PLACE, "x"), Edit(PLACE, "y", "b.tf")))
    (result,) = read(Diagnostic("TFG301", "s", file="a.tf", range=PLACE, fix=fix))["results"]
    region = {"startLine": 2, "startColumn": 2, "endLine": 2, "endColumn": 4}
    assert result["fixes"] == [
        {
            "description": {"text": "Write x"},
            "artifactChanges": [
                {
                    "artifactLocation": {"uri": file},
                    "replacements": [{"deletedRegion": region, "insertedContent": {"text": text}}],
                }
                for file, text in (("a.tf", "x"), ("b.tf", "y"))
            ],
        }
    ]


def test_a_rules_help_is_its_page() -> None:
    (rule,) = read(Diagnostic("TFG301", "s"))["tool"]["driver"]["rules"]
    assert "Why it matters" in rule["help"]["text"]
    assert "```hcl\nresource" in rule["help"]["markdown"]


def test_a_stack_key_is_a_logical_location() -> None:
    (result,) = read(Diagnostic("TFG013", "s", stack_key="services.a.b"))["results"]
    assert result["locations"] == [{"logicalLocations": [{"fullyQualifiedName": "services.a.b"}]}]


def test_without_findings_there_is_a_run_with_no_results() -> None:
    run = read(skipped=(Skipped(2, "override files"),))
    assert run["results"] == []
    assert run["properties"] == {"notJudged": ["override files (2)"], "notReported": []}


@pytest.mark.parametrize(
    ("path", "reference"),
    [
        ("a/main.tf", "a/main.tf"),
        ("../my stack.yaml", "../my%20stack.yaml"),
        ("/srv/ä.tf", "file:///srv/%C3%A4.tf"),
        ("a:b#?.tf", "a%3Ab%23%3F.tf"),
        ("caf\udce9.tf", "caf%E9.tf"),
    ],
)
def test_paths_as_uris(path: str, reference: str) -> None:
    assert uri(path) == reference


@given(st.text(min_size=1), st.text(min_size=1))
def test_any_text_is_valid(summary: str, file: str) -> None:
    read(Diagnostic("TFG301", summary, file=file, range=PLACE))


EVERYTHING = (
    Diagnostic(
        "TFG301", 'Unknown argument "ß"', "No such.\nNot\there.", "Try «x».", Severity.ERROR, "a b/ä#.tf", PLACE
    ),
    Diagnostic("TFG401", "In a file with a drive", file=r"C:\stacks\main.tf", range=PLACE),
    Diagnostic("TFG401", "In a file above", file="../../up/%41.tf", range=PLACE, severity=Severity.WARNING),
    Diagnostic("TFG401", "In no UTF-8", file="caf\udce9.tf", range=PLACE, severity=Severity.NOTE),
    Diagnostic("TFG204", "In a whole file", file="/srv/[a]{b}|c.tf"),
    Diagnostic("TFG013", "In a stack", file="stack.yaml", range=PLACE, stack_key="services.a['ü']"),
    Diagnostic("TFG024", "Nowhere"),
    Diagnostic(
        "TFG302",
        "With fixes",
        file="//host/share/a.tf",
        range=PLACE,
        template="t.jinja",
        template_line=3,
        fix=Fix("Write 👍", (Edit(PLACE, 'x = "\u2028${a}"\r\n'), Edit(PLACE, "", "b?.tf"))),
    ),
)
EVERY_REPORT = written(
    *EVERYTHING,
    skipped=(Skipped(2, "resources of providers without a schema"),),
    suppressed=Suppressed(ignored=1, baseline=2, disabled=3),
)


def test_a_report_with_everything_is_valid() -> None:
    run = run_of(EVERY_REPORT)
    assert len(run["results"]) == len(EVERYTHING)
    assert run["properties"]["notJudged"] == ["resources of providers without a schema (2)"]
    assert len(run["properties"]["notReported"]) == 3


def _drop(*path: str | int) -> Callable[[Any], None]:
    def act(log: Any) -> None:
        for step in path[:-1]:
            log = log[step]
        del log[path[-1]]

    return act


def _put(value: object, *path: str | int) -> Callable[[Any], None]:
    def act(log: Any) -> None:
        for step in path[:-1]:
            log = log[step]
        log[path[-1]] = value

    return act


FIRST = ("runs", 0, "results", 0)
PHYSICAL = (*FIRST, "locations", 0, "physicalLocation")
FIX = ("runs", 0, "results", 7, "fixes", 0)


@pytest.mark.parametrize(
    "broken",
    [
        _drop("version"),
        _put("2.0.0", "version"),
        _drop("runs", 0, "tool", "driver", "name"),
        _put("tfgen", "runs", 0, "tool"),
        _put("characters", "runs", 0, "columnKind"),
        _put([], "runs", 0, "properties"),
        _drop("runs", 0, "tool", "driver", "rules", 0, "id"),
        _drop("runs", 0, "tool", "driver", "rules", 0, "help", "text"),
        _put("warn", *FIRST, "level"),
        _put(1, *FIRST, "ruleId"),
        _put(-2, *FIRST, "ruleIndex"),
        _put(5, *FIRST, "ruleIndex"),
        _put(99, *FIRST, "ruleIndex"),
        _drop(*FIRST, "message"),
        _put("text", *FIRST, "message"),
        _put({"text": ""}, *FIRST, "message"),
        _put({}, *FIRST, "locations"),
        _put(1, *FIRST, "place"),
        _put(0, *PHYSICAL, "region", "startLine"),
        _put(1.5, *PHYSICAL, "region", "startColumn"),
        _put(None, *PHYSICAL, "region", "endLine"),
        _put(1, *PHYSICAL, "region", "endLine"),
        _put(1, *PHYSICAL, "region", "endColumn"),
        _drop(*PHYSICAL, "region", "startLine"),
        _put("a b.tf", *PHYSICAL, "artifactLocation", "uri"),
        _put("ä.tf", *PHYSICAL, "artifactLocation", "uri"),
        _put("a:b c", *PHYSICAL, "artifactLocation", "uri"),
        _put("a%.tf", *PHYSICAL, "artifactLocation", "uri"),
        _drop(*FIX, "artifactChanges"),
        _put([], *FIX, "artifactChanges", 0, "replacements"),
        _drop(*FIX, "artifactChanges", 0, "replacements", 0, "deletedRegion"),
        _drop(*FIX, "artifactChanges", 0, "artifactLocation"),
        _put("no URI", "$schema"),
    ],
)
def test_a_broken_report_is_refused(broken: Callable[[Any], None]) -> None:
    log = json.loads(EVERY_REPORT)
    was = copy.deepcopy(log)
    broken(log)
    assert log != was
    assert list(problems(log)) != []
