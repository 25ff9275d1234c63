"""What ``{{ value }}`` prints, in Terraform files and in Markdown."""

from __future__ import annotations

import pytest
from jinja2 import StrictUndefined, UndefinedError
from markupsafe import Markup

from tests.render.screen import Screen, said
from tfgen.render.finalize import code, hcl, identifier, label, markdown
from tfgen.render.marks import unmark
from tfgen.render.markup import Fragment, Keyed, UnprintableError, marked
from tfgen.terraform.hcl.literal import Expr, UnrepresentableError


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("a", '"a"'),
        ('say "hi"\n', r'"say \"hi\"\n"'),
        ("${var.x} %{ if }", '"$${var.x} %%{ if }"'),
        (r"C:\temp", r'"C:\\temp"'),
        (True, "true"),
        (None, "null"),
        (3, "3"),
        (0.5, "0.5"),
        ([], "[]"),
        (["a", 1, None], '["a", 1, null]'),
        (("a",), '["a"]'),
        ({}, "{}"),
        ({"a": 1, "b c": [True]}, '{\n  a     = 1\n  "b c" = [true]\n}'),
        (Expr("var.name"), "var.name"),
        ([Expr("var.name"), "var.name"], '[var.name, "var.name"]'),
        (Markup("<b>"), '"<b>"'),
    ],
)
def test_every_value_becomes_a_literal(screen: Screen, value: object, printed: str) -> None:
    assert screen.text("a = {{ value }}\n", value=value) == f"a = {printed}\n"


def test_html_is_left_alone(screen: Screen) -> None:
    assert screen.text("a = {{ value }}\n", value="<a href='x'>&") == "a = \"<a href='x'>&\"\n"


@pytest.mark.parametrize(
    "value", [object(), {1, 2}, b"bytes", iter([]), [object()], {"a": {"b": object()}}, [Fragment("x")]]
)
def test_types_without_a_literal_are_refused(value: object) -> None:
    with pytest.raises(UnprintableError):
        hcl(value)


@pytest.mark.parametrize("value", ["e\u0301", "\ud800", float("inf"), {1: 2}, 2**600 + 1])
def test_what_terraform_would_change_is_refused(value: object) -> None:
    with pytest.raises(UnrepresentableError):
        hcl(value)


def test_an_expression_cannot_smuggle_marks(screen: Screen) -> None:
    found = screen.found("a = 1\nb = {{ value }}\n", value=Expr("x\0L9:9\0"))
    assert said(found) == "TFG103 main:2: An expression cannot hold a NUL character."


def test_a_nul_in_a_string_is_written_as_an_escape(screen: Screen) -> None:
    assert screen.text("a = {{ value }}\n", value="\0L9:9\0") == 'a = "\\u0000L9:9\\u0000"\n'


@pytest.mark.parametrize(
    "value", [StrictUndefined(name="x"), [StrictUndefined(name="x")], {"a": StrictUndefined(name="x")}]
)
def test_undefined_is_undefined_anywhere(value: object) -> None:
    with pytest.raises(UndefinedError, match="'x' is undefined"):
        hcl(value)


def test_the_text_of_a_macro_is_printed_as_it_is() -> None:
    assert hcl(Fragment('a = "b"')) == 'a = "b"'
    assert markdown(Fragment("| a |")) == "| a |"


def test_a_keyed_value_brings_its_stack_key(screen: Screen) -> None:
    assert screen.origins("a = {{ value }}\n", value=Keyed("x", "services.a.b")) == ['a = "x"  <- main:1 services.a.b']


def test_labels_are_quoted_identifiers(screen: Screen) -> None:
    assert screen.text("module {{ name | label }} {\n}\n", name="my-app_2") == 'module "my-app_2" {\n}\n'
    assert label(Keyed("a", "k")) == Keyed(Expr('"a"'), "k")


@pytest.mark.parametrize("name", ["", "2a", "a b", 'a" {', "a\n", "é", "${x}", 3, None, Expr("a"), Keyed("a b", "k")])
def test_other_labels_and_names_are_refused(name: object) -> None:
    for filter_ in (label, identifier):
        with pytest.raises(UnprintableError, match="not an identifier"):
            filter_(name)


def test_names_may_stand_next_to_text_and_in_quotes(screen: Screen) -> None:
    text = 'resource "aws_{{ kind | identifier }}_rule" "this" {\n  {{ kind | identifier }}_port = 1\n}\n'
    assert screen.text(text, kind="ingress") == 'resource "aws_ingress_rule" "this" {\n  ingress_port = 1\n}\n'
    assert unmark(marked(identifier(Keyed("a", "k")))).lines == ("a",)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("plain words, 1 to 3.", "plain words, 1 to 3."),
        ("a | b", r"a \| b"),
        ("<b>&nbsp;", r"\<b>&nbsp;"),
        ("*all* _of_ it, snake_case too", r"\*all\* \_of\_ it, snake_case too"),
        ("[x](y) `z` \\", r"\[x\](y) \`z\` \\"),
        ("# no title\n\nmore", r"\# no title more"),
        ("at least >= 1", "at least >= 1"),
    ],
)
def test_markdown_prints_text_that_shows_as_itself(text: str, printed: str) -> None:
    assert markdown(text) == printed


def test_markdown_prints_numbers_and_nothing_else() -> None:
    assert markdown(3) == "3"
    for value in (True, None, ["a"], Expr("x")):
        with pytest.raises(UnprintableError):
            markdown(value)


@pytest.mark.parametrize(
    ("text", "printed"),
    [(">= 1, < 2", "`>= 1, < 2`"), ("a | b", r"`a \| b`"), ("a `b` c", "`` a `b` c ``"), ("a\n  b", "`a b`")],
)
def test_code_spans(text: str, printed: str) -> None:
    assert markdown(code(text)) == printed


def test_code_takes_text_only() -> None:
    with pytest.raises(UnprintableError, match="code takes text, not a list"):
        code(["a"])
