"""Every call of the table gives what real Terraform gives: the same value of the same type, or an error."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pytest

from tests.oracle import Judge
from tests.terraform.functions.calls import FILES, Answer, answers, table
from tfgen.source import SourceFile
from tfgen.terraform.evaluate.evaluator import Evaluator
from tfgen.terraform.functions import FunctionContext, FunctionError, TextFiles
from tfgen.terraform.hcl.parse import parse
from tfgen.terraform.hcl.syntax import Expr
from tfgen.terraform.hcl.walk import Step
from tfgen.terraform.types.model import STRING, from_json
from tfgen.terraform.types.value import ANYTHING, Value, object_of, string, unknown

TABLE = table()
OPEN = {
    'format("%s", null)': "Terraform 1.11 takes it",
    'formatlist("%s", null)': "Terraform 1.11 takes it",
    'formatdate("YYYY", "2020-01-01T0:00:00Z")': "older versions of Go take it",
    'regex("\\\\p{Foo}", "a")': "newer versions of Go take more names",
    'regex("\\\\p{lu}", "user@example.com")': "newer versions of Go take more names",
    'regex("\\\\p{LC}", "{1}")': "newer versions of Go take more names",
    'regexall("\\\\p{Script=Greek}", "ß straße İıi")': "newer versions of Go take more names",
    'replace("arn:aws:iam::123456789012:role/x", "/\\\\p{Emoji}/", "$${")': "newer versions of Go take more names",
    'regexall("a{99999999999999999999}", "a")': "RE2 takes it for plain text",
    'textencodebase64("Hi", "nope")': "the names of encodings are not known",
    'yamldecode("\\ta: 1")': "the parsers differ about tabs",
}
"""Mistakes on which judgement is left to Terraform: unknown, not an error."""

WRONG_PATTERNS = [
    call
    for call, answer in TABLE.items()
    if re.search("invalid regexp pattern|error parsing regexp", answer.get("error", "")) and call not in OPEN
]


class Scope:
    def resolve(self, root: str, steps: Sequence[Step]) -> tuple[Value, int] | None:
        if root == "path":
            return object_of({"module": string(".")}), 0
        if root == "terraform_data":
            return object_of({"u": object_of({"id": unknown(STRING), "output": ANYTHING})}), 0
        return None


def expression(text: str) -> Expr:
    body, problems = parse(SourceFile("main.tf", f"value = {text}\n"))
    assert body is not None, problems
    return body.attributes[0].expr


def rendered(text: str, path: str, variables: Mapping[str, Value]) -> Value:
    if "${name}" in text and "name" not in variables:
        raise FunctionError("vars map does not contain key", 1)
    return string(text.replace("${name}", str(variables["name"].data)) if "name" in variables else text)


def evaluated(call: str) -> tuple[Value, list[str]]:
    files = {path: text.encode() for path, text in FILES.items()}
    evaluator = Evaluator(Scope(), FunctionContext(TextFiles({**files, "main.tf": b""}), rendered))
    value = evaluator.value(expression(call))
    return value, [error.detail for error in evaluator.errors]


def plain(value: Value) -> Any:
    data = value.data
    if isinstance(data, Mapping):
        return {name: plain(item) for name, item in data.items()}
    return [plain(item) for item in data] if isinstance(data, tuple) else data


def same(ours: Any, theirs: Any) -> bool:
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return ours.keys() == theirs.keys() and all(same(ours[name], theirs[name]) for name in ours)
    if isinstance(ours, list) and isinstance(theirs, list):
        return len(ours) == len(theirs) and all(map(same, ours, theirs))
    if isinstance(ours, int | Decimal | float) and isinstance(theirs, int | float) and not isinstance(ours, bool):
        return ours == theirs if isinstance(theirs, int) else float(ours) == theirs
    return type(ours) is type(theirs) and bool(ours == theirs)


def disagreement(call: str, answer: Answer) -> str:
    value, errors = evaluated(call)
    if call in OPEN:
        return "" if not value.wholly_known and not errors else f"ours: {errors or value}"
    if "error" in answer or errors:
        return "" if errors and "error" in answer else f"ours: {errors or value}"
    if not value.wholly_known:
        return ""
    if "value" not in answer:
        return f"ours: {value}"
    if not same(plain(value), answer["value"]):
        return f"ours: {plain(value)}"
    return "" if value.null or value.type == from_json(answer["type"]) else f"ours: {value.type}"


@pytest.mark.parametrize("call", TABLE)
def test_gives_what_terraform_gives(call: str) -> None:
    assert disagreement(call, TABLE[call]) == "", json.dumps(TABLE[call])


@pytest.mark.parametrize("call", WRONG_PATTERNS)
def test_mistakes_in_patterns_are_told_in_terraforms_words(call: str) -> None:
    _, errors = evaluated(call)
    assert len(errors) == 1
    assert TABLE[call]["error"].endswith(f"{errors[0][0].lower()}{errors[0][1:]}")


@pytest.mark.terraform
def test_the_table_is_what_terraform_says(oracle: Any) -> None:
    judge: Judge = oracle("6.62.0")
    assert answers(list(TABLE), judge) == TABLE
