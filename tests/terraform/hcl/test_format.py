from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.terraform.hcl.messing import BLANKS, mess
from tests.terraform.hcl.terraform import terraform_fmt
from tfgen.terraform.hcl.format import format_source
from tfgen.terraform.hcl.lexer import LexError, lex

FIXTURES = sorted((Path(__file__).parent / "fixtures" / "format").glob("*.tf"))
OPERATORS = [*".:,=!-+*/%<>?()[]{}", "..", "...", "::", "==", "=>", "!=", "<<", ">=", "&&", "||"]
WORDS = ["a", "in", "for", "é", "1", "2.5", "e5", "0"]
TEMPLATES = [
    '"x"',
    '"$${"',
    '"é\u0301"',
    '"a${ b }"',
    '"${',
    '}"',
    '"%{ if a ~}',
    "<<E\n x\nE\n",
    "<<-E\n${ a }\n E \n",
]
BREAKS = ["# b\n", "//\n", "/**/", "/*\n*/", "\n", "\n", "\r\n"]
INVALID = [*";~$'\"\\\r\x00\ufeff", "~}", "<<E\n", "E\n", "#", "/*"]
TOKENS = [*OPERATORS, *WORDS, *TEMPLATES, *BREAKS]


def soup(tokens: list[str]) -> st.SearchStrategy[str]:
    blank_and_token = st.tuples(st.sampled_from(["", " ", "\t "]), st.sampled_from(tokens)).map("".join)
    return st.lists(blank_and_token, max_size=30).map("".join)


soups = soup(TOKENS)
texts = st.one_of(soups, soup(TOKENS + INVALID), st.text())


def fixture(path: Path) -> str:
    return path.read_bytes().decode()


def test_indents_by_brackets() -> None:
    assert format_source('resource "a" "b" {\ntags = {\nlist = [\n1,\n]\n}\n}\n') == (
        'resource "a" "b" {\n'
        "  tags = {\n"
        "    list = [\n"
        "      1,\n"
        "    ]\n"
        "  }\n"
        "}\n"
    )  # fmt: skip


def test_several_brackets_opened_on_a_line_are_one_level() -> None:
    assert format_source("a = f([{\nb = 1\n}])\nc = g({\nd = 1\n}, {\ne = 2\n})\n") == (
        "a = f([{\n"
        "  b = 1\n"
        "}])\n"
        "c = g({\n"
        "  d = 1\n"
        "  }, {\n"
        "  e = 2\n"
        "})\n"
    )  # fmt: skip


def test_aligns_equals_signs_of_neighbouring_whole_assignments() -> None:
    assert format_source("a=1\nlonger=2\n\nb=3\nlist=[\n4,\n]\nccc=5\nd=6\n") == (
        "a      = 1\n"
        "longer = 2\n"
        "\n"
        "b = 3\n"
        "list = [\n"
        "  4,\n"
        "]\n"
        "ccc = 5\n"
        "d   = 6\n"
    )  # fmt: skip


def test_aligns_trailing_comments() -> None:
    assert format_source("a=1#one\nlonger=22//two\nb{#three\n}\n") == (
        "a      = 1  #one\n"
        "longer = 22 //two\n"
        "b {         #three\n"
        "}\n"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("messy", "neat"),
    [
        ("a=b . c [ 0 ] . d [ * ] . e", "a = b.c[0].d[*].e"),
        ("a=f ( 1,- 2 ,x ... )", "a = f(1, -2, x...)"),
        ("a=x-1+-y", "a = x-1 + -y"),
        ("a=[for k,v in[1]:v if ! k]", "a = [for k, v in [1] : v if !k]"),
        ("a={for k,v in m:k=>v...}", "a = { for k, v in m : k => v... }"),
        ("a={ }", "a = {}"),
        ("a={b=1,c:2}", "a = { b = 1, c : 2 }"),
        ('a="x ${ b }  ${~ c ~}%{ if d }e%{endif  }"', 'a = "x ${b}  ${~c~}%{if d}e%{endif}"'),
        ('a="${ {b=1}["b"] }x"', 'a = "${ { b = 1 }["b"]}x"'),
        ("a=provider :: x::f ( )", "a = provider::x::f()"),
        ("a=b?!c:- d", "a = b ? !c : -d"),
        ("b{}", "b {}"),
        ('b"c"{d=1}', 'b "c" { d = 1 }'),
    ],
)
def test_spaces_between_tokens(messy: str, neat: str) -> None:
    assert format_source(messy) == neat


def test_heredocs_keep_their_text() -> None:
    text = "a   =   <<-EOT\n   x  =  {\n\t${ b }  y\n  EOT\nc = 1\n"
    assert format_source(text) == "a = <<-EOT\n   x  =  {\n\t${b}  y\n  EOT\nc = 1\n"


def test_blanks_at_line_ends_go_but_comments_keep_theirs() -> None:
    assert format_source("a = 1 \t\n   \n# b  \n") == "a = 1\n\n# b  \n"


def test_drops_a_byte_order_mark_as_terraform_does() -> None:
    assert format_source("\ufeffa=1\n") == "a = 1\n"


@pytest.mark.parametrize(
    "text", ['a="b', "a=<<EOT\n x", "a=/* b", 'a="${b', "a=1;b=2", "a=`x`", 'a="b\n"', "a=\ufeff1"]
)
def test_text_that_is_not_hcl_comes_back_unchanged(text: str) -> None:
    assert format_source(text) == text


def test_what_does_not_parse_is_laid_out_by_its_tokens() -> None:
    assert format_source("}}\n=a [\n) x\n") == "} }\n= a[\n) x\n"


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_leaves_formatted_text_alone(path: Path) -> None:
    assert format_source(fixture(path)) == fixture(path)


@pytest.mark.parametrize("style", BLANKS)
@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_restores_messed_text(path: Path, style: str) -> None:
    for seed in range(5):
        assert format_source(mess(fixture(path), seed, style)) == fixture(path)


@pytest.mark.terraform
def test_terraform_fmt_agrees(tmp_path: Path) -> None:
    messed = [mess(fixture(path), seed, style) for path in FIXTURES for style in BLANKS for seed in range(3)]
    assert [format_source(text) for text in messed] == terraform_fmt(messed, tmp_path)


@settings(deadline=None)
@given(texts)
@example("! = !== . . ... . 1 . 5 (1 . e5 (~ ~}")
def test_idempotent(text: str) -> None:
    once = format_source(text)
    assert format_source(once) == once


@settings(deadline=None)
@given(texts)
def test_changes_only_blanks(text: str) -> None:
    def rest(text: str) -> str:
        return text.removeprefix("\ufeff").replace(" ", "").replace("\t", "")

    after = format_source(text)
    assert rest(after) == rest(text)
    assert after.count("\n") == text.count("\n")


@settings(deadline=None)
@given(soups)
def test_keeps_the_tokens(text: str) -> None:
    try:
        before = lex(text.removeprefix("\ufeff")).texts
    except LexError:
        assert format_source(text) == text
    else:
        assert "".join(lex(format_source(text)).texts) == "".join(before)
