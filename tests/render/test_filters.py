"""The filters of templates."""

from __future__ import annotations

import pytest

from tests.render.screen import Screen, said
from tfgen.render.filters import indent, join, joined, trim
from tfgen.render.markup import Fragment, Keyed, UnprintableError, marked
from tfgen.terraform.hcl.literal import Expr


@pytest.mark.parametrize(
    ("expression", "printed"),
    [
        ('"a" | upper', '"A"'),
        ('name | replace("-", "_") | lower', '"pay_ments"'),
        ('["b", "a"] | sort | join(", ")', '"a, b"'),
        ("[3, 1] | max", "3"),
        ("missing | default(5)", "5"),
        ('"x" ~ 1 ~ name', '"x1Pay-ments"'),
        ('"port " ~ 0.5', '"port 0.5"'),
        ('{"a": 1} | dictsort | list', '[["a", 1]]'),
        ("[1, 2] | map('abs') | list", "[1, 2]"),
        ('"  a " | trim', '"a"'),
        ('"a\\nb" | indent(2)', r'"a\n  b"'),
        ("7 % 4", "3"),
    ],
)
def test_of_values_make_values(screen: Screen, expression: str, printed: str) -> None:
    assert screen.text(f"a = {{{{ {expression} }}}}\n", name="Pay-ments") == f"a = {printed}\n"


@pytest.mark.parametrize(
    ("expression", "why"),
    [
        ('expr ~ "-x"', "An expression cannot be joined to text; print it by itself, or build it in Python."),
        ('[expr] ~ "-x"', "A list cannot be joined to text."),
        ('[1] ~ "-x"', "A list cannot be joined to text."),
        ('true ~ "-x"', "The value true cannot be joined to text."),
        ('none ~ "-x"', "The value null cannot be joined to text."),
        ("expr | upper", "An expression cannot be joined to text; print it by itself, or build it in Python."),
        ("[1] | replace('1', '2')", "A list cannot be joined to text."),
        ('["a", [1]] | join', "A list cannot be joined to text."),
        ('"%s" % expr', "Text is put together with ~, not with %."),
        ('"{!r}".format(expr)', "Text is put together with ~, not with format."),
        ('"{a}".format_map({"a": expr})', "Text is put together with ~, not with format."),
    ],
)
def test_a_python_form_is_never_printed(screen: Screen, expression: str, why: str) -> None:
    assert said(screen.found(f"\na = {{{{ {expression} }}}}\n", expr=Expr("var.x"))).endswith(f" main:2: {why}")


@pytest.mark.parametrize(
    "name",
    ["e", "escape", "forceescape", "format", "pprint", "random", "safe", "string", "tojson", "urlize", "xmlattr"],
)
def test_filters_for_display_and_chance_are_left_out(screen: Screen, name: str) -> None:
    assert f"No filter named '{name}'" in screen.found(f"a = {{{{ 'x' | {name} }}}}\n").detail


def test_fragments_are_joined_by_punctuation_only() -> None:
    both = join([Fragment("a = 1"), Fragment("b = 2")], "\n")
    assert isinstance(both, Fragment)
    assert marked(both) == "a = 1\nb = 2"
    with pytest.raises(UnprintableError, match="only blanks and punctuation"):
        join([Fragment("a"), Fragment("b")], '"')
    with pytest.raises(UnprintableError, match="cannot be joined to each other"):
        join([Fragment("a"), "b"])


def test_expressions_are_joined_to_a_fragment(screen: Screen) -> None:
    text = 'a = {{ exprs | join(" && ") }}\n'
    assert screen.text(text, exprs=[Expr("var.x"), Expr("!var.y")]) == "a = var.x && !var.y\n"


def test_trim_and_indent_keep_fragments_and_their_marks(screen: Screen) -> None:
    macro = "{% macro m() %}\n\n  a = 1\n\n  b = 2\n\n{% endmacro %}\n"
    assert screen.origins(macro + "{{ m() | trim }}\n") == ["a = 1  <- main:3", "  <- main:3", "  b = 2  <- main:5"]
    assert screen.origins(macro + "x {\n  {{ m() | trim | indent(2) }}\n}\n") == [
        "x {  <- main:8",
        "  a = 1  <- main:3",
        "  <- main:3",
        "    b = 2  <- main:5",
        "}  <- main:10",
    ]


def test_indent_leaves_the_first_and_blank_lines() -> None:
    assert indent("a\n\nb", 2) == "a\n\n  b"
    assert indent("a\n\nb", 2, first=True, blank=True) == "  a\n  \n  b"
    assert trim(" a ") == "a"


def test_a_keyed_value_counts_as_its_value() -> None:
    assert joined("a-", Keyed("b", "k"), 3) == "a-b3"
