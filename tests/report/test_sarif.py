"""SARIF 2.1.0: what its schema requires (sections 3.13 to 3.52), and where the findings point."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from tfgen.diagnostics import Diagnostic, Edit, Fix, Severity
from tfgen.report.sarif import render_sarif, uri
from tfgen.report.view import view
from tfgen.rules.verdict import NotJudged
from tfgen.source import LineIndex

MESSAGE = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
WHOLE = {"type": "integer", "minimum": 1}


def closed(required: list[str], **properties: object) -> dict[str, object]:
    return {"type": "object", "required": required, "additionalProperties": False, "properties": properties}


REGION = closed(["startLine"], startLine=WHOLE, startColumn=WHOLE, endLine=WHOLE, endColumn=WHOLE)
LOCATION = closed(
    [],
    physicalLocation=closed(
        ["artifactLocation"],
        artifactLocation=closed(["uri"], uri={"type": "string", "pattern": r"^[A-Za-z0-9%/._~:-]+$"}),
        region=REGION,
    ),
    logicalLocations={"type": "array", "items": closed([], fullyQualifiedName={"type": "string"})},
)
FIX = closed(
    ["artifactChanges"],
    description=MESSAGE,
    artifactChanges={
        "type": "array",
        "minItems": 1,
        "items": closed(
            ["artifactLocation", "replacements"],
            artifactLocation=closed(["uri"], uri={"type": "string"}),
            replacements={
                "type": "array",
                "minItems": 1,
                "items": closed(
                    ["deletedRegion"],
                    deletedRegion=REGION,
                    insertedContent=closed(["text"], text={"type": "string"}),
                ),
            },
        ),
    },
)
RESULT = closed(
    ["message"],
    ruleId={"type": "string"},
    ruleIndex={"type": "integer", "minimum": -1},
    level={"enum": ["none", "note", "warning", "error"]},
    message=MESSAGE,
    locations={"type": "array", "items": LOCATION},
    fixes={"type": "array", "items": FIX, "uniqueItems": True},
)
RULE = closed(
    ["id"],
    id={"type": "string"},
    name={"type": "string"},
    shortDescription=MESSAGE,
    fullDescription=MESSAGE,
    help={**MESSAGE, "required": ["text", "markdown"]},
)
DRIVER = closed(
    ["name"],
    name={"type": "string"},
    semanticVersion={"type": "string"},
    rules={"type": "array", "uniqueItems": True, "items": RULE},
)
RUN = closed(
    ["tool"],
    tool=closed(["driver"], driver=DRIVER),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    results={"type": "array", "items": RESULT},
    properties={"type": "object"},
)
LOG = closed(
    ["version", "runs"],
    **{"$schema": {"type": "string"}, "version": {"const": "2.1.0"}, "runs": {"type": "array", "items": RUN}},
)
"""What the standard's JSON schema says of the members that tfgen writes; others are refused here."""


def read(*found: Diagnostic, not_judged: tuple[NotJudged, ...] = ()) -> Any:
    log = json.loads(render_sarif(view(found, not_judged, lambda path: path)))
    Draft7Validator(LOG).validate(log)
    return log["runs"][0]


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
    run = read(not_judged=(NotJudged(2, "override files"),))
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
