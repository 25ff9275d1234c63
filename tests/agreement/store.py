"""Cases with their verdicts, in ``cases/<version>.jsonl``: the bases' hashes on the first line, then a case a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import astuple

from tests.agreement.bases import HERE
from tests.agreement.model import Edit, Judged, Mutant, Said

CASES = HERE / "cases"


def read(version: str) -> tuple[Mapping[str, str], list[Judged]]:
    """The hashes of the bases as they were when judged, and the cases."""
    path = CASES / f"{version}.jsonl"
    first, *lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else ("{}",)
    return json.loads(first), [_case(version, line) for line in lines]


def write(version: str, hashes: Mapping[str, str], cases: Iterable[Judged]) -> None:
    """Store cases in a fixed order."""
    lines = [json.dumps(hashes, sort_keys=True), *map(_line, sorted(cases, key=lambda c: _order(c.mutant)))]
    CASES.mkdir(exist_ok=True)
    (CASES / f"{version}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _order(mutant: Mutant) -> tuple[str, str, str, str]:
    return mutant.kind, mutant.base, mutant.place, mutant.id


def _line(case: Judged) -> str:
    m = case.mutant
    edits, errors = [astuple(e) for e in m.edits], [astuple(e) for e in case.errors]
    data = {"kind": m.kind, "base": m.base, "line": m.line, "edits": edits, "errors": errors}
    return json.dumps(data, ensure_ascii=False)


def _case(version: str, line: str) -> Judged:
    data = json.loads(line)
    edits = tuple(Edit(*e) for e in data["edits"])
    mutant = Mutant(version, data["base"], data["kind"], edits, data["line"])
    return Judged(mutant, tuple(Said(*e) for e in data["errors"]))
