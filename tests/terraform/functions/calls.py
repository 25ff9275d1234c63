"""Calls of functions and what real Terraform makes of them: the table in ``calls.json``.

``python -m tests.terraform.functions.calls`` asks Terraform anew about every call in the table; a line ``"call": null``
adds one. What a call gives is ``{"type": ..., "value": ...}``, ``{"unknown": true}``, ``{"infinite": true}`` (a number
that a plan cannot hold) or ``{"error": ...}``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.oracle import Case, Judge, OracleDiagnostic, OracleError

Answer = Mapping[str, Any]
TABLE = Path(__file__).with_name("calls.json")
FILES = {
    "files/hello.txt": "Hello, Wörld!\n",
    "files/other.txt": "x",
    "files/t.tftpl": "Hello ${name}!",
    "files/sub/a.json": '{"a": 1}',
}
_INFINITE = re.compile(r'serializing output value "o(\d+)": cannot serialize infinity')
_HEAD = 'resource "terraform_data" "u" {\n  input = "x"\n}\n'
_FIRST_LINE = _HEAD.count("\n") + 1
_AT_ONCE = 50
"""What Terraform prints of more does not fit into the pipe to it."""


def table() -> dict[str, Answer]:
    """All calls and what Terraform makes of them."""
    found: dict[str, Answer] = json.loads(TABLE.read_text("utf-8"))
    return found


def answers(calls: Sequence[str], judge: Judge) -> dict[str, Answer]:
    """What Terraform makes of each call, as an output's value."""
    found: dict[str, Answer] = {}
    for start in range(0, len(calls), _AT_ONCE):
        found |= _batch(list(calls[start : start + _AT_ONCE]), judge)
    return {call: found[call] for call in calls}


def _batch(left: list[str], judge: Judge) -> dict[str, Answer]:
    found: dict[str, Answer] = {}
    while True:
        case = Case("calls", {"main.tf": _configuration(left), **FILES})
        verdict = judge.judge([case], plan=True)[0]
        if verdict.valid:
            values, types = verdict.outputs, verdict.output_types
            return found | {call: _answer(f"o{i}", values, types) for i, call in enumerate(left)}
        failed = {d.line - _FIRST_LINE: d for d in reversed(verdict.errors) if d.file == "main.tf"}
        for name in _INFINITE.findall(str(verdict)):
            failed[int(name)], found[left[int(name)]] = verdict.errors[0], {"infinite": True}
        if not failed:
            raise OracleError(str(verdict))
        found |= {left[line]: {"error": _text(d)} for line, d in failed.items() if left[line] not in found}
        left = [call for i, call in enumerate(left) if i not in failed]


def _configuration(calls: Sequence[str]) -> str:
    return _HEAD + "".join(f'output "o{i}" {{ value = {call} }}\n' for i, call in enumerate(calls))


def _answer(name: str, values: Mapping[str, Any], types: Mapping[str, Any]) -> Answer:
    if name not in values:
        return {"unknown": True}
    return {"type": types.get(name), "value": values[name]}


def _text(diagnostic: OracleDiagnostic) -> str:
    return f"{diagnostic.summary}: {diagnostic.detail}".splitlines()[0]  # a panic's further lines differ each time


def write(found: Mapping[str, Answer]) -> None:
    """Write the table, a line for each call."""
    lines = [f"{json.dumps(call)}: {json.dumps(answer, ensure_ascii=False)}" for call, answer in found.items()]
    TABLE.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")


if __name__ == "__main__":
    with Judge("6.62.0") as terraform:
        write(answers(list(table()), terraform))
