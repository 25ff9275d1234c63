"""Mistakes in templates: findings at the template's line, also through macros, includes, imports and loops."""

from __future__ import annotations

import pytest

from tests.render.screen import MAIN, Screen, said
from tfgen.render.context import ContextError

BROKEN = "{# a macro #}\n{% macro m(x) %}\na = 1\nb = {{ x ~ [] }}\n{% endmacro %}\n"


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("a = 1\n{% if x %}\nb = 2\n", "TFG101 main:3: Unexpected end of template. Jinja was looking for"),
        ("a = 1\nb = {{ 1 + }}\n", "TFG101 main:2: Unexpected 'end of print statement'."),
        ("a = 1\n{% fi %}\n", "TFG101 main:2: Encountered unknown tag 'fi'."),
        ("a = 1\n{{ 1\n", "TFG101 main:2: Unexpected end of template"),
        ("a = 1\nb = {{ 1 | uper }}\n", "TFG101 main:2: No filter named 'uper'."),
        ("a = 1\n{% if 1 is od %}{% endif %}\n", "TFG101 main:2: No test named 'od'."),
        ("a = 1\n\n{% if false %}\n{{ 1 | uper }}\n{% endif %}\n", "TFG101 main:4: No filter named 'uper'."),
        ("a = 1\n\n{% filter\n uper %}\n{% endfilter %}\n", "TFG101 main:4: No filter named 'uper'."),
        ("{% if a %}\n{% else %}\n\n{{ b }}\n{% endif %}\n", "TFG102 main:1: 'a' is undefined."),
        ("a = 1\nb = {{ 1 / 0 }}\n", "TFG101 main:2: Division by zero."),
        ("a = 1\nb = {{ 'a' + 1 }}\n", 'TFG101 main:2: Can only concatenate str (not "int") to str.'),
        (
            "{% for i in [1, 0] %}\na = {{ 1 // i }}\n{% endfor %}\n",
            "TFG101 main:2: Integer division or modulo by zero.",
        ),
        ("a = [\n1,\n{{ x }}]\n", "TFG102 main:3: 'x' is undefined."),
        ("a = {{\n 1\n ~\n [] }}\n", "TFG103 main:2: A list cannot be joined to text."),
        ("a = {{ [\n 1,\n range(2)] }}\n", "TFG103 main:1: A template cannot print a range"),
        ("\n{%- set a = 1 -%}\n\n\n{{- b -}}\n", "TFG102 main:5: 'b' is undefined."),
        ("a = 1\nb = {{ '\u0065\u0301' }}\n", "TFG103 main:2: It is not in Unicode's normal form NFC"),
        ("{% macro m() %}{% endmacro %}\na = {{ m }}\n", "TFG103 main:2: A macro is printed by calling it: m()."),
        (
            "{% macro m(x) %}{% endmacro %}\n{{ m(1, 2) }}\n",
            "TFG101 main:2: Macro 'm' takes not more than 1 argument(s).",
        ),
    ],
)
def test_in_one_template(screen: Screen, template: str, told: str) -> None:
    assert said(screen.found(template)).startswith(told)


@pytest.mark.parametrize(
    "use",
    [
        '{% import "m/macros.jinja" as macros %}\n\n{{ macros.m(1) }}\n',
        '{% from "m/macros.jinja" import m %}\n\n{% for i in [1] %}{{ m(i) }}{% endfor %}\n',
        '{% from "m/macros.jinja" import m with context %}\n\n{% set x %}{{ m(1) }}{% endset %}\n',
    ],
)
def test_in_an_imported_macro(screen: Screen, use: str) -> None:
    found = screen.found(use, {"m/macros.jinja": BROKEN})
    assert said(found) == "TFG103 macros:4: A list cannot be joined to text. Used in m/main.tf.jinja, line 3."


def test_in_a_macro_of_the_same_template(screen: Screen) -> None:
    assert said(screen.found(BROKEN + "{{ m(1) }}\n")) == "TFG103 main:4: A list cannot be joined to text."


def test_in_an_included_template(screen: Screen) -> None:
    others = {"m/part.jinja": "a = 1\n{% include 'm/deeper.jinja' %}\n", "m/deeper.jinja": "\n\nb = {{ c }}\n"}
    found = screen.found("\n{% include 'm/part.jinja' %}\n", others)
    assert said(found) == "TFG102 deeper:3: 'c' is undefined. Used in m/part.jinja, line 2."


def test_syntax_in_an_included_template(screen: Screen) -> None:
    found = screen.found("\n{% include 'm/part.jinja' %}\n", {"m/part.jinja": "a = 1\n{% if %}\n"})
    assert said(found).startswith("TFG101 part:2: Expected an expression")
    assert found.detail.endswith("Used in m/main.tf.jinja, line 2.")


def test_a_missing_template(screen: Screen) -> None:
    assert (
        said(screen.found("a = 1\n{% import 'm/none.jinja' as x %}\n"))
        == "TFG101 main:2: There is no template m/none.jinja."
    )


def test_a_missing_top_template(screen: Screen) -> None:
    lines, found = screen.templates({}).hcl("m/none.tf.jinja", {})
    assert lines is None
    assert [said(f) for f in found] == ["TFG101 none:1: There is no template m/none.tf.jinja."]


def test_in_a_function_of_the_context(screen: Screen) -> None:
    def name_of(*names: str) -> str:
        raise ContextError(f"aws_x has none of {', '.join(names)} in aws 6.62.0")

    found = screen.found('a {\n  {{ name_of("b", "c") }} = 1\n}\n', name_of=name_of)
    assert said(found) == "TFG101 main:2: aws_x has none of b, c in aws 6.62.0."


def test_the_wrong_arguments_for_a_function_of_the_context(screen: Screen) -> None:
    def has(path: str) -> bool:
        return bool(path)

    found = screen.found("\n{% if has() %}{% endif %}\n", has=has)
    assert said(found).startswith("TFG101 main:2:")
    assert "missing 1 required positional argument: 'path'" in found.detail


def test_the_range_is_the_line_without_the_blanks_around_it(screen: Screen) -> None:
    found = screen.found("a = 1\n    b = {{ c }}  \nd = 2\n")
    assert found.range
    start, end = found.range.start, found.range.end
    assert (start.line, start.column, end.line, end.column) == (2, 5, 2, 16)
    assert "a = 1\n    b = {{ c }}  \nd = 2\n"[start.offset : end.offset] == "b = {{ c }}"


def test_help_for_slips_of_the_pen(screen: Screen) -> None:
    assert screen.found("{{ 'a' | repalce('a', 'b') }}").help == 'Did you mean "replace"?'
    assert screen.found("{{ provder }}", provider=1).help == 'Did you mean "provider"?'
    assert screen.found("{{ qqqqqq }}", provider=1).help == "Check the spelling, or guard it with an if."


def test_the_same_answer_from_kept_bytecode(screen: Screen) -> None:
    templates = screen.templates({MAIN: BROKEN + "\n{{ m(1) }}\n"})
    cached = type(templates)(templates.folders, screen.folder.parent / "cache")
    first, again = (type(cached)(cached.folders, cached.cache).hcl(MAIN, {}) for _ in range(2))
    assert first == again == templates.hcl(MAIN, {})
    assert said(first[1][0]).startswith("TFG103 main:4:")
