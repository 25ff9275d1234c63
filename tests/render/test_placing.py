"""Where printed values may stand."""

from __future__ import annotations

import pytest

from tests.render.screen import Screen, said

QUOTES = "It stands in quotes, but {{ }} writes a string with its own."
TOUCHES = "It touches other text, and would make one word with it."
HEREDOC = "It stands in a heredoc, which would hold its quotes too."
COMMENT = "It stands in a comment."


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('b = "{{ x }}"', QUOTES),
        ('b = "a-{{ x }}-c"', QUOTES),
        ('b = "a ${var.y} {{ x }}"', QUOTES),
        ('b = "${f("{{ x }}")}"', QUOTES),
        ('b = "{{ 3 }}"', QUOTES),
        ('b = "{{ x | label }}"', QUOTES),
        ("b = <<EOT\n{{ x }}\nEOT", HEREDOC),
        ("b = <<-EOT\n  ${var.y} {{ x }}\n  EOT", HEREDOC),
        ("# {{ x }}", COMMENT),
        ("b = 1 // {{ x }}", COMMENT),
        ("/* {{ x }} */", COMMENT),
        ("b{{ x }} = 1", TOUCHES),
        ("b = {{ x }}c", TOUCHES),
        ("b = {{ 1 }}{{ 2 }}", TOUCHES),
    ],
)
def test_never_in_quotes_heredocs_or_comments(screen: Screen, line: str, why: str) -> None:
    found = screen.found(f"a = 1\n{line}\n", x="value")
    assert said(found) == f"TFG103 main:{3 if why == HEREDOC else 2}: {why}"


@pytest.mark.parametrize(
    "injected",
    ['" "', "*/", "\n", "x\nEOT\n", '"\n}\nresource "aws_vpc" "x" {\n}\n', "${", "\0E\0", "# "],
)
@pytest.mark.parametrize(
    "line",
    [
        'b = "{{ x }}"',
        'b = "{{ x }}',
        "/* {{ x }}",
        "/* {{ x }} */",
        "b = <<EOT\n{{ x }}",
        "# {{ x }}",
        "{{ x }}",
        'b = {{ x }}"',
    ],
)
def test_whatever_the_string_the_answer_is_the_same(screen: Screen, line: str, injected: str) -> None:
    lines, found = screen.render(f"{line}\n", x=injected)
    lines_of_word, found_of_word = screen.render(f"{line}\n", x="word")
    assert (lines is None) == (lines_of_word is None)
    assert found == found_of_word


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("b = [{{ 1 }}, {{ 2 }}]", "b = [1, 2]"),
        ("b = -{{ 1 }}", "b = -1"),
        ("b = f({{ x }})", 'b = f("value")'),
        ('b = "${f({{ x }})}"', 'b = "${f("value")}"'),
        ("{{ x }} = 1", '"value" = 1'),
        ("b = {{ x }} # why", 'b = "value" # why'),
        ("b {{ x | label }} {{ 'c' | label }} {\n}", 'b "value" "c" {\n}'),
        ('b = "{{ x | identifier }}_{{ x | identifier }}"', 'b = "value_value"'),
        ("# {{ x | identifier }}", "# value"),
    ],
)
def test_wherever_hcl_wants_a_value(screen: Screen, line: str, text: str) -> None:
    assert screen.text(f"{line}\n", x="value") == f"{text}\n"


def test_a_value_in_a_macro_is_found_in_the_macro(screen: Screen) -> None:
    macros = {"m/macros.jinja": '{% macro m(x) %}\na = 1\nb = "{{ x }}"\n{% endmacro %}\n'}
    found = screen.found('{% from "m/macros.jinja" import m %}\nc {\n{{ m(1) }}\n}\n', macros)
    assert said(found) == f"TFG103 macros:3: {QUOTES}"


def test_each_mistake_is_found_once(screen: Screen) -> None:
    template = (
        'a = "{{ 1 }}"\nb = {{ {"c": 1, "d": 2} }}\ne = "{{ 1 }}"\n{% for i in [1, 2] %}\nf = "{{ i }}"\n{% endfor %}\n'
    )
    _, found = screen.render(template)
    assert [said(f) for f in found] == [f"TFG103 main:{line}: {QUOTES}" for line in (1, 3, 5)]


@pytest.mark.parametrize(
    ("line", "why"),
    [('b = "c', "a string that does not end on its line"), ("b = @", "a character that HCL does not know")],
)
def test_a_template_that_is_no_hcl_by_itself(screen: Screen, line: str, why: str) -> None:
    found = screen.found(f"a = {{{{ {{'k': 1, 'l': 2}} }}}}\n{line}\n")
    assert said(found) == f"TFG101 main:2: Without its values it is no HCL: {why}."
