import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfgen.diagnostics import Diagnostic
from tfgen.source import SourceFile
from tfgen.terraform.hcl.json_tree import (
    Json,
    JsonList,
    JsonObject,
    JsonScalar,
    JsonText,
    parse_json,
    places,
    unescaped,
)

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


def tree(text: str) -> Json:
    found, problems = parse_json(SourceFile("x.tf.json", text))
    assert found is not None, problems
    return found


def problem(text: str) -> Diagnostic:
    found, (only,) = parse_json(SourceFile("x.tf.json", text))
    assert found is None
    return only


def data(value: Json) -> object:
    match value:
        case JsonObject():
            return {member.key.value: data(member.value) for member in value.members}
        case JsonList():
            return [data(item) for item in value.items]
        case JsonText() | JsonScalar():
            return value.value


def test_everything_has_its_place() -> None:
    text = '{\n  "a": [1, "é\\n"],\n  "a": null\n}'
    found = tree(text)
    assert isinstance(found, JsonObject)
    first, second = found.members
    assert isinstance(first.value, JsonList)
    parts = (found, first.key, first.value, *first.value.items, second.key, second.value)
    assert [text[p.range.start.offset : p.range.end.offset] for p in parts] == [
        text, '"a"', '[1, "é\\n"]', "1", '"é\\n"', '"a"', "null",
    ]  # fmt: skip
    assert [(p.range.start.line, p.range.start.column) for p in (first.key, second.value)] == [(2, 3), (3, 8)]


@given(VALUES, st.sampled_from([None, 2]), st.booleans())
def test_what_json_writes_is_read(value: object, indent: int | None, ascii_only: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    assert data(tree(text)) == value


@given(st.text(alphabet='{}[]:,"\\ \n\t0-1.e+truefalsn/u', max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    found, problems = parse_json(SourceFile("x.tf.json", text))
    assert (found is None) == bool(problems)
    if found is None:
        with pytest.raises(ValueError, match=r".*"):
            json.loads(text)


@given(st.text())
def test_each_character_of_a_string_has_its_place(text: str) -> None:
    raw = json.dumps(text)[1:-1]
    starts = places(raw)
    assert len(starts) == len(text) + 1
    assert [unescaped(raw[a:b]) for a, b in pairwise(starts)] == list(text)


@pytest.mark.parametrize(
    ("text", "line", "column", "summary"),
    [
        ("", 1, 1, "Missing JSON value"),
        ("\n", 2, 1, "Missing JSON value"),
        ('{"a": 1,\n}', 1, 8, "Trailing comma in an object"),
        ("[1,]", 1, 3, "Trailing comma in an array"),
        ("[1 2]", 1, 4, "Missing comma in an array"),
        ("[1}", 1, 3, "Mismatched brackets"),
        ('{"a" 1}', 1, 6, "Missing colon after a property's name"),
        ("{a: 1}", 1, 2, "A property's name is missing"),
        ("{,}", 1, 2, "A property's name is missing"),
        ("[1", 1, 1, "Unclosed array"),
        ('{\n "a": {', 2, 7, "Unclosed object"),
        ('["a\n"]', 1, 2, "Unclosed string"),
        ('["a\tb"]', 1, 4, "Control character in a string"),
        ('["ab\\q"]', 1, 5, "Bad escape sequence"),
        ("[01]", 1, 2, "Bad JSON number"),
        ("[+1]", 1, 2, "Bad JSON number"),
        ("[NaN]", 1, 2, '"NaN" is no JSON value'),
        ("['a']", 1, 2, "Invalid start of a JSON value"),
        ("{} {}", 1, 4, "Text after the JSON value"),
        ("\ufeff{}", 1, 1, "Byte order mark in a JSON file"),
        ("[" * 300 + "]" * 300, 1, 201, "JSON nested too deeply"),
        ("[" * 100_000, 1, 201, "JSON nested too deeply"),
        (f"[{'1' * 5000}]", 1, 2, "Number with too many digits"),
    ],
)
def test_broken_json(text: str, line: int, column: int, summary: str) -> None:
    found = problem(text)
    assert found.range is not None
    assert (found.code, found.range.start.line, found.range.start.column, found.summary) == (
        "TFG280", line, column, summary,
    )  # fmt: skip


def test_half_a_character_is_the_replacement_character() -> None:
    assert data(tree('"\\ud800 \\ud83d\\ude00"')) == "\ufffd \U0001f600"


def test_the_word_meant_is_named() -> None:
    assert problem("[True]").help == 'Did you mean "true"?'
