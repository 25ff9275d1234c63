from enum import IntEnum
from pathlib import Path
from random import Random
from typing import Any
from unicodedata import normalize

import hcl2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.terraform.hcl.terraform import terraform_reads
from tfgen.terraform.hcl.format import format_source
from tfgen.terraform.hcl.literal import (
    EscapeError,
    Expr,
    UnrepresentableError,
    Value,
    escape,
    key,
    literal,
    unescape,
    unescape_heredoc,
)

MARKS = [
    "$",
    "%",
    "$$",
    "${",
    "%{",
    "$${",
    "$$${",
    "%%{",
    "%%%{",
    "${}",
    "$${a}",
    "${a",
    "a}",
    "${}${",
    "$%{}",
    "${a.b}",
]
QUOTES = ["\\", '"', '\\"', "\\\\", "\\n", "\\u0041", "\\${}", '${"}', "{", "}", "${{}}", "${%{}}", "~}", "%{ if a }"]
CONTROLS = [*"\n\r\t\0\x07\x7f\x85\u2028\u202e\ufeff\ufffe\U0010ffff", "\r\n"]
OTHERS = ["EOF", "<<EOF\nx\nEOF\n", "# a", "// a", "/* a", "é", "日本", "👨\u200d👩\u200d👧", "\u200d", "a", " "]
TRICKY = MARKS + QUOTES + CONTROLS + OTHERS
LONG = 'x"${}' * 20_000
strings = st.one_of(st.text(), st.lists(st.sampled_from(TRICKY)).map("".join)).map(lambda text: normalize("NFC", text))
scalars = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), strings)
values = st.recursive(scalars, lambda inner: st.lists(inner, max_size=5) | st.dictionaries(strings, inner, max_size=5))


class Port(IntEnum):
    HTTPS = 443


@pytest.mark.parametrize(
    ("value", "hcl"),
    [
        (None, "null"),
        (True, "true"),
        (1, "1"),
        (-7, "-7"),
        (10**30, "1" + "0" * 30),
        (Port.HTTPS, "443"),
        (0.1, "0.1"),
        (1e-7, "0.0000001"),
        (1e22, "1" + "0" * 22),
        (-0.0, "0"),
        ("a b", '"a b"'),
        ('say "hi" \\o/', r'"say \"hi\" \\o/"'),
        ("a\n\tb\r\x00", r'"a\n\tb\r\u0000"'),
        ("${var.a} costs 5$", '"$${var.a} costs 5$"'),
        ("100%{x}", '"100%%{x}"'),
        ("$${x}", '"$$${x}"'),
        ("é 日本 👍🏽", '"é 日本 👍🏽"'),
        ([], "[]"),
        ({}, "{}"),
        ((1, "two", [None]), '[1, "two", [null]]'),
    ],
)
def test_on_one_line(value: Value, hcl: str) -> None:
    assert literal(value) == hcl


def test_an_opening_without_end_is_escaped_so_that_python_hcl2_does_not_read_past_the_quotes() -> None:
    assert literal("${x") == r'"\u0024{x"'
    assert literal("%{}%{") == r'"%%{}\u0025{"'


def test_what_makes_text_look_other_than_it_is_is_escaped() -> None:
    assert literal("a\u202eb\u2066\u2028\ufeff") == r'"a\u202eb\u2066\u2028\ufeff"'


def test_objects_take_lines_and_are_aligned() -> None:
    value: Value = {"name": "a", "a.b": 1, "tags": {"Owner": "x", "for": True}, "id": None, "none": {}}
    assert literal(value) == (
        "{\n"
        '  name  = "a"\n'
        '  "a.b" = 1\n'
        "  tags = {\n"
        '    Owner = "x"\n'
        '    "for" = true\n'
        "  }\n"
        "  id   = null\n"
        "  none = {}\n"
        "}"
    )


def test_long_lists_and_lists_of_objects_take_lines() -> None:
    assert literal(["a" * 60, "b" * 60], indent=1) == f'[\n    "{"a" * 60}",\n    "{"b" * 60}",\n  ]'
    assert literal([{"a": 1}, {}]) == "[\n  {\n    a = 1\n  },\n  {},\n]"


def test_expressions_are_printed_as_they_stand_and_never_joined_to_text() -> None:
    assert literal({"a": Expr("var.a"), "list": [Expr("local.b[0]"), "var.a"]}) == (
        '{\n  a    = var.a\n  list = [local.b[0], "var.a"]\n}'
    )
    with pytest.raises(TypeError, match="cannot be joined"):
        str(Expr("var.a"))


@pytest.mark.parametrize(
    ("name", "hcl"),
    [
        ("a_b-1", "a_b-1"),
        ("_", "_"),
        ("1a", '"1a"'),
        ("-a", '"-a"'),
        ("", '""'),
        ("a b", '"a b"'),
        ("é", '"é"'),
        ("null", '"null"'),
        ("in", '"in"'),
        ("${a}", '"$${a}"'),
        ("a\n", r'"a\n"'),
    ],
)
def test_keys(name: str, hcl: str) -> None:
    assert key(name) == hcl


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("e\u0301", "is not in Unicode's normal form NFC"),
        ("a\ud83d", "holds a lone surrogate"),
        (float("nan"), "is nan"),
        (float("-inf"), "is -inf"),
        (2**512 + 1, "is an integer of 513 significant bits"),
        ({"e\u0301": 1}, "is not in Unicode's normal form NFC"),
        ({1: 2}, "has the key 1, which is not a string"),
        ([["\udc00"]], "holds a lone surrogate"),
    ],
)
def test_what_terraform_would_change_is_refused(value: Any, reason: str) -> None:
    with pytest.raises(UnrepresentableError) as caught:
        literal(value)
    assert caught.value.reason.startswith(reason)
    assert isinstance(caught.value, ValueError)


def test_integers_up_to_the_limit_are_exact() -> None:
    assert literal(2**512 - 1) == str(2**512 - 1)
    assert literal(2**600) == str(2**600)


@pytest.mark.parametrize("value", [b"a", {1}, object()])
def test_other_types_are_refused(value: Any) -> None:
    with pytest.raises(TypeError, match=r"no HCL literal for \w+"):
        literal(value)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (r"\n\r\t\"\\", '\n\r\t"\\'),
        (r"\u00e9\U0001F600", "é😀"),
        ("$${a} %%{b}", "${a} %{b}"),
        ("$$${a} $$$${", "$${a} $$${"),
        (r"\u0024{ $$\u007b $$ %% $ %", "${ $${ $$ %% $ %"),
        ("plain é", "plain é"),
    ],
)
def test_unescape(text: str, meant: str) -> None:
    assert unescape(text) == meant


@pytest.mark.parametrize(
    ("text", "offset"), [(r"ab\x", 2), ("a\\", 1), (r"\u12", 0), (r"\\ \u00zz", 3), (r"\ud83d", 0), (r"\U00110000", 0)]
)
def test_bad_escapes_say_where(text: str, offset: int) -> None:
    with pytest.raises(EscapeError) as caught:
        unescape(text)
    assert caught.value.offset == offset


def test_heredocs_have_no_backslash_escapes() -> None:
    assert unescape_heredoc(r"\n $${a} %%{b} $$${c}") == r"\n ${a} %{b} $${c}"


@settings(deadline=None)
@given(strings)
def test_unescape_undoes_escape(text: str) -> None:
    assert unescape(escape(text)) == text


@settings(deadline=None)
@given(strings)
@example("${")
@example("%{")
def test_python_hcl2_reads_strings_back(text: str) -> None:
    read = hcl2.loads(f"a = {literal(text)}\nb = {{}}\n")
    assert list(read) == ["a", "b"]
    assert unescape(read["a"][1:-1]) == text


@settings(deadline=None)
@given(values, st.integers(0, 3))
def test_the_layout_is_that_of_terraform_fmt(value: Value, indent: int) -> None:
    opening, closing = "b {\n" * indent, "}\n" * indent
    text = format_source(f"{opening}a = {literal(value, indent)}\n{closing}")
    assert "  " * indent + f"a = {literal(value, indent)}\n" in text


@pytest.mark.terraform
def test_terraform_reads_values_back(tmp_path: Path) -> None:
    random = Random(7)
    mixed = ["".join(random.choices(TRICKY, k=4)) for _ in range(300)]
    texts: list[Value] = [normalize("NFC", text) for text in [*TRICKY, *mixed, LONG]]
    whole: list[Value] = [0, -1, 2**63, 10**30, 2**512 - 1]
    nested: list[Value] = [[], {}, [None, True, [[]]], {"a": {"b c": [1, {"null": "${x}"}]}, "é": False, "": ""}]
    floats = [0.1, -2.5, 1e-7, 1e22, 1.5e300, 5e-324, 2**0.5]
    exact = texts + whole + nested
    read = terraform_reads([literal(value) for value in exact + floats], tmp_path)
    assert read[: len(exact)] == exact
    assert [float(number) for number in read[len(exact) :]] == floats
