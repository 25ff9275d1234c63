"""What Terraform prints as JSON -> verdicts."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tests.oracle.model import Case, Json, OracleDiagnostic, OracleError, Stage, Verdict
from tests.oracle.process import Done

Raw = Mapping[str, Any]
"""A JSON object as Terraform prints it."""

_CONTEXT = re.compile(r'(\w+)((?: "[^"]*")*)')
_PREFACE = "Terraform encountered problems during initialisation"  # printed as an error before the errors
_PREFIX = {"resource": "", "variable": "var."}


def from_lines(case: Case, stage: Stage, done: Done) -> Verdict:
    """The verdict of a command run with ``-json`` that prints a line for each event (``init``, ``plan``)."""
    events = list(_events(done.stdout))
    diagnostics = [event["diagnostic"] for event in events if event.get("type") == "diagnostic"]
    diagnostics = [d for d in diagnostics if not d["summary"].startswith(_PREFACE)]
    if done.status and not any(d["severity"] == "error" for d in diagnostics):
        raise OracleError(f"{case.name}: {stage} ended with {done.status}\n{done.stdout}\n{done.stderr}")
    planned = (event["change"]["resource"]["addr"] for event in events if event.get("type") == "planned_change")
    return Verdict(case.name, done.status == 0, stage, _sorted(case, diagnostics), tuple(sorted(planned)))


def from_validate(case: Case, done: Done) -> Verdict:
    """The verdict of ``validate -json``, which prints one document."""
    try:
        result = json.loads(done.stdout)
    except ValueError:
        raise OracleError(f"{case.name}: validate ended with {done.status}\n{done.stdout}\n{done.stderr}") from None
    return Verdict(case.name, result["valid"], "validate", _sorted(case, result["diagnostics"]))


def outputs(case: Case, done: Done, part: str = "value") -> dict[str, Json]:
    """From ``show -json`` of a plan: the values (or the types) of the outputs that it knows and may show."""
    if done.status:
        raise OracleError(f"{case.name}: show ended with {done.status}\n{done.stdout}\n{done.stderr}")
    found: Mapping[str, Raw] = json.loads(done.stdout)["planned_values"].get("outputs", {})
    return {name: o[part] for name, o in found.items() if not o["sensitive"] and part in o}


def _events(text: str) -> Iterator[Raw]:
    return (json.loads(line) for line in text.splitlines() if line.startswith("{"))


def _sorted(case: Case, diagnostics: Iterable[Raw]) -> tuple[OracleDiagnostic, ...]:
    """In the order of their places: core walks its graph in any order."""
    return tuple(sorted(_diagnostic(case, d) for d in diagnostics))


def _diagnostic(case: Case, raw: Raw) -> OracleDiagnostic:
    place = raw.get("range") or {"filename": "", "start": {"line": 0, "column": 0}}
    name = place["filename"]
    return OracleDiagnostic(
        file=posixpath.normpath(posixpath.join(case.root, name)) if name else "",
        line=place["start"]["line"],
        column=place["start"]["column"],
        severity=raw["severity"],
        summary=raw["summary"],
        detail=raw.get("detail", ""),
        address=raw.get("address") or _address((raw.get("snippet") or {}).get("context") or ""),
    )


def _address(context: str) -> str:
    """``resource "aws_vpc" "main"`` -> ``aws_vpc.main``; only the provider names the address by itself."""
    found = _CONTEXT.fullmatch(context)
    if not found:
        return ""
    kind, labels = found[1], re.findall(r'"([^"]*)"', found[2])
    return _PREFIX.get(kind, f"{kind}.") + ".".join(labels) if labels else kind
