"""Findings as SARIF 2.1.0 (OASIS: Static Analysis Results Interchange Format), for code scanning."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import PurePath
from urllib.parse import quote

from tfgen import __version__
from tfgen.explain.pages import explain
from tfgen.report.characters import clean
from tfgen.report.view import DiagnosticJson, EditJson, FixJson, RelatedJson, ResultJson
from tfgen.report.words import not_reported, words

Json = Mapping[str, object]

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def render_sarif(view: ResultJson) -> str:
    """One run with the rules that found something, their pages as help.

    Of the files' text only what fixes write anew stands in it.
    """
    codes = sorted({f["code"] for f in view["diagnostics"]})
    driver = {"name": "tfgen", "semanticVersion": __version__, "rules": list(map(_rule, codes))}
    run = {
        "tool": {"driver": driver},
        # Columns count characters, as Python does; SARIF's default is UTF-16.
        "columnKind": "unicodeCodePoints",
        "results": [_result(f, codes.index(f["code"])) for f in view["diagnostics"]],
        "properties": {
            "notJudged": list(map(clean, view["summary"]["not_judged_what"])),
            "notReported": list(not_reported(view)),
        },
    }
    return json.dumps(
        {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False
    )


def _rule(code: str) -> Json:
    explained = explain(code)
    return {
        "id": code,
        "name": explained.name,
        "shortDescription": {"text": explained.title},
        "fullDescription": {"text": explained.finds},
        "help": {"text": explained.text(), "markdown": explained.markdown()},
    }


def _result(f: DiagnosticJson, rule: int) -> Json:
    location = _location(f)
    result: dict[str, object] = {
        "ruleId": f["code"],
        "ruleIndex": rule,
        "level": f["severity"],
        "message": {"text": clean(words(f, related=False))},
        "locations": [location] if location else [],
    }
    if f["related"]:
        result["relatedLocations"] = list(map(_related_location, f["related"]))
    if f["fix"]:
        result["fixes"] = [_fix(f["fix"])]
    return result


def _related_location(place: RelatedJson) -> Json:
    region = {
        "startLine": place["line"],
        "startColumn": place["column"],
        "endLine": place["end_line"],
        "endColumn": place["end_column"],
    }
    return {
        "physicalLocation": {"artifactLocation": {"uri": uri(place["file"])}, "region": region},
        "message": {"text": clean(place["message"])},
    }


def _fix(fix: FixJson) -> Json:
    replacements: dict[str, list[Json]] = {}
    for edit in fix["edits"]:
        replacements.setdefault(edit["file"], []).append(_replacement(edit))
    changes: list[Json] = []
    for file, group in replacements.items():
        changes.append({"artifactLocation": {"uri": uri(file)}, "replacements": group})
    return {"description": {"text": clean(fix["title"])}, "artifactChanges": changes}


def _replacement(edit: EditJson) -> Json:
    region = {
        "startLine": edit["line"],
        "startColumn": edit["column"],
        "endLine": edit["end_line"],
        "endColumn": edit["end_column"],
    }
    return {"deletedRegion": region, "insertedContent": {"text": edit["text"]}}


def _location(f: DiagnosticJson) -> Json:
    location: dict[str, object] = {}
    if f["file"]:
        location["physicalLocation"] = _physical_location(f, f["file"])
    if f["stack_key"]:
        location["logicalLocations"] = [{"fullyQualifiedName": clean(f["stack_key"])}]
    return location


def _physical_location(f: DiagnosticJson, file: str) -> Json:
    values = {
        "startLine": f["line"],
        "startColumn": f["column"],
        "endLine": f["end_line"],
        "endColumn": f["end_column"],
    }
    region: dict[str, int] = {}
    for name, value in values.items():
        if value is not None:
            region[name] = value
    location: dict[str, object] = {"artifactLocation": {"uri": uri(file)}}
    if region:
        location["region"] = region
    return location


def uri(path: str) -> str:
    """A shown path as a URI reference: relative as it is, else ``file:``."""
    quoted = quote(path, errors="surrogateescape")
    if PurePath(path).is_absolute():
        return f"file://{quoted}"
    return quoted
