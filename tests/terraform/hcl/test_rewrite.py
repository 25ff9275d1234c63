from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.terraform.hcl.messing import mess
from tests.terraform.hcl.spellings import old_argument, old_file
from tests.terraform.hcl.terraform import terraform_fmt
from tests.terraform.hcl.test_format import FIXTURES, fixture, texts
from tfgen.source import SourceFile
from tfgen.terraform.hcl.format import format_source
from tfgen.terraform.hcl.lexer import CLOSE_QUOTE, INTERPOLATION, NEWLINE, OPEN_QUOTE, SEQUENCE_END, lex
from tfgen.terraform.hcl.parse import parse
from tfgen.terraform.hcl.rewrite import rewrite

OLD = sorted((Path(__file__).parent / "fixtures" / "rewrite").glob("*.txt"))
MAY_GO = {OPEN_QUOTE, CLOSE_QUOTE, INTERPOLATION, SEQUENCE_END, NEWLINE, "(", ")"}
BREAKS_IN_TERRAFORM = {
    "a comment comes first": 'a = "${ # b\n  x}"\n',
    "a comment is in between": 'a = "${x + # b\n  y}"\n',
    "the first and the last parenthesis are not a pair": 'a = "${(x)\n  + (y)}"\n',
    "the block is on one line": 'b { a = "${x # c\n}" }\n',
    "a parenthesis after a heredoc": 'a = "${x ?\n  y : <<EOT\nz\nEOT\n}"\n',
    "a comment after a heredoc": 'a = "${<<EOT\nx\nEOT\n}" # b\n',
    "a brace after a heredoc": 'b { a = "${<<EOT\nx\nEOT\n}" }\n',
}
LOST_IN_TERRAFORM = ['b "a$b" {}\n', 'b "100%" "x" {}\n', 'b "$${x}" {}\n', 'b "%%{x}" {}\n']
seeds = st.integers(0, 1 << 32)


def cases(path: Path) -> list[tuple[str, str]]:
    """The old text and what Terraform makes of it, for each case in a file of them."""
    pairs = (case.split("=>\n") for case in path.read_bytes().decode().split("---\n"))
    return [(old, new) for old, new in pairs]


def fmt(text: str) -> str:
    return format_source(rewrite(text))


def test_quotes_of_an_interpolation_go() -> None:
    assert rewrite('a = "${x}"\nb = "${x}-${y}"\nc = ["${x}"]\n') == 'a = x\nb = "${x}-${y}"\nc = ["${x}"]\n'


def test_lines_get_parentheses() -> None:
    assert rewrite('a = "${\n  x ?\n  y : z\n}" # b\n') == "a = (x ?\n  y : z) # b\n"
    assert rewrite('a = "${\n  x\n}"\n') == "a = x\n"
    assert rewrite('a = "${(x ?\n  y : z)}"\n') == "a = (x ?\n  y : z)\n"


def test_old_types_become_new() -> None:
    assert rewrite('variable "a" {\n  type = "list"\n}\nvariable "b" {\n  type=map # c\n}\n') == (
        'variable "a" {\n  type = list(string)\n}\nvariable "b" {\n  type=map(any) # c\n}\n'
    )


def test_labels_get_quotes_and_lose_comments() -> None:
    assert rewrite("resource /* a */ aws_vpc main /* b */ {\n}\n") == 'resource "aws_vpc" "main" /* b */ {\n}\n'


@pytest.mark.parametrize("path", OLD, ids=lambda path: path.stem)
def test_is_what_terraform_made(path: Path) -> None:
    for old, new in cases(path):
        assert fmt(old) == new


@pytest.mark.parametrize("path", OLD, ids=lambda path: path.stem)
def test_lines_may_end_as_on_windows(path: Path) -> None:
    for old, new in cases(path):
        assert fmt(old.replace("\n", "\r\n")).replace("\r\n", "\n") == new


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_new_spellings_stay(path: Path) -> None:
    assert rewrite(fixture(path)) == fixture(path)


@pytest.mark.parametrize("text", BREAKS_IN_TERRAFORM.values(), ids=BREAKS_IN_TERRAFORM)
def test_keeps_what_would_break_without_quotes(text: str) -> None:
    assert rewrite(text) == text
    assert parse(SourceFile("a.tf", text))[1] == ()


@pytest.mark.parametrize("text", LOST_IN_TERRAFORM)
def test_keeps_labels_that_terraform_drops(text: str) -> None:
    assert rewrite(text) == text


@pytest.mark.parametrize("text", ['a = "${x}', '}\na = "${x}"\n', 'b {\na = "${x}"\n', '= "${x}"\n', 'a b = "${x}"\n'])
def test_text_that_is_no_file_comes_back_unchanged(text: str) -> None:
    assert rewrite(text) == text


@pytest.mark.terraform
def test_terraform_fmt_agrees(tmp_path: Path) -> None:
    old = [old for path in OLD for old, _ in cases(path)]
    old += [mess(old_file(seed), seed, style) for seed in range(100) for style in ("none", "any")]
    old += [mess(fixture(path), 0) for path in FIXTURES]
    assert [fmt(text) for text in old] == terraform_fmt(old, tmp_path)


@pytest.mark.terraform
def test_terraform_still_breaks_these(tmp_path: Path) -> None:
    broken = terraform_fmt([*BREAKS_IN_TERRAFORM.values()], tmp_path)
    assert all(parse(SourceFile("a.tf", text))[1] for text in broken)


@pytest.mark.terraform
def test_terraform_still_loses_these(tmp_path: Path) -> None:
    assert terraform_fmt(LOST_IN_TERRAFORM, tmp_path) == ["b {}\n", 'b "x" {}\n', "b {}\n", "b {}\n"]


@settings(deadline=None)
@given(texts)
@example('variable v { type = "list" }')
@example('a="${>b}"\n')
@example('a = "${}"')
@example('a = "${\n}"')
def test_what_is_rewritten_is_still_hcl(text: str) -> None:
    once = rewrite(text)
    assert once == text or lex(once.removeprefix("\ufeff"))


@settings(deadline=None)
@given(seeds)
def test_idempotent(seed: int) -> None:
    once = rewrite(old_file(seed, nested=False))
    assert rewrite(once) == once
    assert fmt(format_source(once)) == format_source(once)


def test_an_interpolation_in_an_interpolation_takes_two_passes_as_in_terraform() -> None:
    assert rewrite('a = "${"${x}"}"\n') == 'a = "${x}"\n'


@settings(deadline=None, max_examples=30)
@given(seeds)
def test_the_result_parses(seed: int) -> None:
    assert parse(SourceFile("a.tf", rewrite(old_file(seed))))[1] == ()


@settings(deadline=None)
@given(seeds)
def test_an_argument_keeps_all_but_brackets_and_line_ends(seed: int) -> None:
    def rest(text: str) -> list[str]:
        tokens = lex(text)
        return [text for kind, text in zip(tokens.kinds, tokens.texts, strict=True) if kind not in MAY_GO]

    assert rest(rewrite(old_argument(seed))) == rest(old_argument(seed))


@settings(deadline=None)
@given(seeds, seeds)
def test_neighbours_do_not_matter(one: int, other: int) -> None:
    before, after = old_file(one), old_file(other)
    assert rewrite(before + after) == rewrite(before) + rewrite(after)
