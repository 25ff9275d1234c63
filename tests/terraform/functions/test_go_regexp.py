"""What RE2 would answer otherwise than Go, or not in time."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from tfgen.terraform.functions.go_expand import template_parts
from tfgen.terraform.functions.go_regexp import PatternError, Search, expression, search
from tfgen.terraform.functions.spec import FunctionError, NotComputable
from tfgen.terraform.functions.string_regex import replaced


def starts(pattern: str, subject: str) -> list[int]:
    return [match[0][0] for match in search(pattern, subject).all()]


def test_nothing_is_found_inside_a_character() -> None:
    assert starts(r"\B", "aéb") == []
    assert starts(r"\B", "éé") == [0, 2, 4]
    assert starts(r"\B|b", "é日b") == [0, 2, 5]
    assert replaced(r"\B", "-", "日本") == "-日-本-"


def test_an_empty_match_goes_on_by_a_character() -> None:
    assert starts("", "é日") == [0, 2, 5]
    assert starts("x*", "éxx日") == [0, 2, 7]


@pytest.mark.parametrize(
    ("pattern", "code", "part"),
    [
        (r"a\C", "invalid escape sequence", r"\C"),
        ("(?P<é>a)", "invalid named capture", "(?P<é>"),
        ("(?<=a)b", "invalid named capture", "(?<=a)b"),
        ("x(?<!a>)b", "invalid named capture", "(?<!a>"),
        ("a\\", "trailing backslash at end of expression", ""),
    ],
)
def test_mistakes_that_are_others_to_go(pattern: str, code: str, part: str) -> None:
    with pytest.raises(PatternError) as error:
        expression(pattern)
    assert (error.value.code, error.value.part) == (code, part)


def test_any_byte_is_plain_text_where_it_is_quoted() -> None:
    assert starts(r"\Q\C\E", r"a\C") == [1]
    assert starts(r"\\C", r"a\C") == [1]


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("(?P<x>a)(?<x>b)", ("x", "x")),
        (r"\((a)[(](?:b)(?i)(?i:c)\Q(\E(?P<n>d)", ("", "n")),
        (r"[]()](a)[^]()](b)[[:alpha:](](c)[\](]", ("", "", "")),
    ],
)
def test_names_of_groups(pattern: str, names: tuple[str, ...]) -> None:
    assert expression(pattern).names == names


@pytest.mark.parametrize(
    "pattern",
    [r"\p{Letter}", r"\pl", "a{1234567890}", r"\pL{1000}", "(" * 300 + ")" * 300, "a" * 30_000, "\ud800"],
    ids=["a name of newer Go", "small letter", "huge count", "too large", "too deep", "too long", "half a pair"],
)
def test_what_only_go_knows_is_not_computed(pattern: str) -> None:
    with pytest.raises(NotComputable):
        expression(pattern)


@pytest.mark.parametrize("subject", ["\u1c89", "😀", "\u0390", "\ufb05"])
def test_letters_younger_than_some_tables_are_not_classified(subject: str) -> None:
    for pattern in (r"\pL", "(?i)x", r"(?s-i)[^\p{Lu}]"):
        with pytest.raises(NotComputable):
            search(pattern, subject)
    assert starts(".", subject) == [0]


@pytest.mark.parametrize(
    ("pattern", "subject"),
    [
        (r"a*b|a", "a" * 100_000),
        (r"(x*a){1,30}(?:[ab]{1,30}){1,30}c|a", "abba" * 25_000),
        ("(a*)" * 200, "a" * 100_000),
    ],
    ids=["quadratic", "states that explode", "many groups"],
)
def test_too_much_work_ends_soon(pattern: str, subject: str) -> None:
    start = time.process_time()
    with pytest.raises(NotComputable):
        list(search(pattern, subject).all())
    assert time.process_time() - start < 20


def test_work_is_counted_over_all_matches() -> None:
    found = expression("a")
    assert len(list(Search(found, b"a" * 10, left=66 * found.step_cost).all())) == 10
    with pytest.raises(NotComputable):
        list(Search(found, b"a" * 10, left=50 * found.step_cost).all())


def test_a_replacement_that_grows_is_not_computed() -> None:
    with pytest.raises(NotComputable):
        replaced("a", "$0" * 1_000, "a" * 2_000)
    with pytest.raises(NotComputable):
        replaced("(?s).*", "$0" * 1_000, "a" * 2_000)
    with pytest.raises(FunctionError):
        replaced("[", "", "a")


@pytest.mark.parametrize(
    ("template", "parts"),
    [
        ("a", ("a",)),
        ("$1", ((1,),)),
        ("$1x", ((),)),
        ("${1}x", ((1,), "x")),
        ("$x-$0", ((1, 3), "-", (0,))),
        ("$$1", ("$", "1")),
        ("$", ("$",)),
        ("${", ("$", "{")),
        ("${a b}", ("$", "{a b}")),
        ("$4", ((),)),
        ("$01", ((2,),)),
        ("$é", ((),)),
        ("$1234567890", ((),)),
    ],
)
def test_templates(template: str, parts: tuple[object, ...]) -> None:
    assert template_parts(template, ["x", "01", "x"]) == parts


def test_no_start_pays_for_it() -> None:
    code = "import sys, tfgen.cli.root, tfgen.terraform.functions.string_regex; sys.exit('re2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], timeout=60, check=False).returncode == 0
