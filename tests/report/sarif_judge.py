"""Whether a SARIF log is valid: by the standard's own schema, and by what its text asks beyond the schema."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

SCHEMA = Path(__file__).parent / "standard" / "sarif-2.1.0.json"

FORMATS = FormatChecker()
"""jsonschema checks no URI without a package more: RFC 3986 stands here."""

_CHARACTER = r"(?:[A-Za-z0-9._~!$&'()*+,;=@-]|%[0-9A-Fa-f]{2})"
_SUFFIX = rf"(?:\?(?:{_CHARACTER}|[:/?])*)?(?:#(?:{_CHARACTER}|[:/?])*)?"
_URI = re.compile(rf"[A-Za-z][A-Za-z0-9+.-]*:(?:{_CHARACTER}|[:/])*{_SUFFIX}")
_RELATIVE = re.compile(rf"{_CHARACTER}*(?:/(?:{_CHARACTER}|[:/])*)?{_SUFFIX}")


@FORMATS.checks("uri")
def _is_uri(value: object) -> bool:
    return not isinstance(value, str) or _URI.fullmatch(value) is not None


@FORMATS.checks("uri-reference")
def _is_reference(value: object) -> bool:
    return not isinstance(value, str) or _is_uri(value) or _RELATIVE.fullmatch(value) is not None


def run_of(text: str) -> Any:
    """The one run of a log that is valid."""
    log = json.loads(text)
    assert list(problems(log)) == []
    (run,) = log["runs"]
    return run


def problems(log: Any) -> Iterator[str]:
    """What is wrong with a log; the standard's text is asked only where the schema is content."""
    errors = [f"{e.json_path}: {e.message}" for e in _schema().iter_errors(log)]
    yield from errors
    if not errors:
        for run in log["runs"]:
            yield from _of_rules(run)
            yield from _of_places(run)


@cache
def _schema() -> Draft202012Validator:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FORMATS)


def _of_rules(run: Any) -> Iterator[str]:
    """3.27.5 and 3.27.6: ``ruleIndex`` names the rule of ``ruleId``; 3.19.23: rules are not there twice."""
    ids = [rule["id"] for rule in run["tool"]["driver"].get("rules", ())]
    if len(ids) != len(set(ids)):
        yield f"rules are there twice: {ids}"
    for result in run.get("results", ()):
        index = result.get("ruleIndex", -1)
        if index >= 0 and ids[index : index + 1] != [result["ruleId"]]:
            yield f"ruleIndex {index} is not {result['ruleId']}"
        if not result["message"].get("text"):
            yield f"{result['ruleId']} says nothing"


def _of_places(run: Any) -> Iterator[str]:
    """3.30.5 to 3.30.8: a region ends where it starts or after it, and has the lines of its columns."""
    for region in _regions(run):
        start, end = region.get("startLine"), region.get("endLine", region.get("startLine"))
        if start is None:
            yield f"a region without its line: {region}"
        elif (end, region.get("endColumn", float("inf"))) < (start, region.get("startColumn", 1)):
            yield f"a region ends before it starts: {region}"


def _regions(node: Any) -> Iterator[Any]:
    if isinstance(node, list):
        for one in node:
            yield from _regions(one)
    elif isinstance(node, dict):
        for name, value in node.items():
            if name in ("region", "deletedRegion"):
                yield value
            else:
                yield from _regions(value)
