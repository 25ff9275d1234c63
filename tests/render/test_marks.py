"""Each line knows the template line, and in roots the stack key, that it comes from."""

from __future__ import annotations

from tests.render.screen import Screen
from tfgen.render.marks import key_mark, line_mark, printed, unmark
from tfgen.render.markup import Keyed
from tfgen.source import Origin


def test_plain_lines(screen: Screen) -> None:
    assert screen.origins("a = 1\n\n\n\nb = 2\n") == ["a = 1  <- main:1", "  <- main:1", "b = 2  <- main:5"]


def test_loops_repeat_their_lines(screen: Screen) -> None:
    template = """\
        {% for i in [1, 2] %}
        a {
          b = {{ i }}
        }
        {% endfor %}
        c = 3
        """
    assert screen.origins(template) == [
        "a {  <- main:2",
        "  b = 1  <- main:3",
        "}  <- main:4",
        "a {  <- main:2",
        "  b = 2  <- main:3",
        "}  <- main:4",
        "c = 3  <- main:6",
    ]


def test_the_branch_taken_counts(screen: Screen) -> None:
    template = """\
        {% if x %}
        a = 1
        {% elif y %}
        a = 2
        {% else %}
        a = 3
        {% endif %}
        b = 4
        """
    assert screen.origins(template, x=False, y=True) == ["a = 2  <- main:4", "b = 4  <- main:8"]
    assert screen.origins(template, x=False, y=False) == ["a = 3  <- main:6", "b = 4  <- main:8"]


def test_whitespace_control_and_tags_on_several_lines(screen: Screen) -> None:
    template = """\
        a = 1

        {%- if x -%}

        # c
        {%-
          set y = [
            1,
          ]
        -%}

        {#- a
            comment -#}

        {% endif %}

        b = {{
          y
        }}
        c = 3 {% if x %}# d{% endif %}

        e = 4
        """
    assert screen.origins(template, x=True, y=0) == [
        "a = 1# c  <- main:1",
        "b = [1]  <- main:17",
        "c = 3 # d  <- main:20",
        "e = 4  <- main:22",
    ]


def test_trimmed_blocks_do_not_shift_the_count(screen: Screen) -> None:
    template = """\
        a = 1
        {% set x = 1 %}
        {% set y = 2 %}

        b = {{ x }}
        {# one
           two #}
        c = {{ y }}
        {% raw %}
        d = 5
        {% endraw %}
        e = 6
        """
    assert screen.origins(template) == [
        "a = 1  <- main:1",
        "  <- main:1",
        "b = 1  <- main:5",
        "c = 2  <- main:8",
        "  <- main:8",
        "d = 5  <- main:10",
        "e = 6  <- main:12",
    ]


def test_macros_includes_and_imports_point_into_their_own_files(screen: Screen) -> None:
    template = """\
        {% import "m/macros.jinja" as macros %}
        {% from "m/macros.jinja" import port as p %}
        a {
          {{ macros.port(1) }}
        }
        {% include "m/part.jinja" %}
        b = {{ p(2) | trim }}
        {{ p(3) }}
        """
    others = {
        "m/macros.jinja": "{# for all #}\n{% macro port(n) %}\nport = {{ n }}\n{% endmacro %}\n",
        "m/part.jinja": "\npart = 1\n",
    }
    assert screen.origins(template, others) == [
        "a {  <- main:3",
        "  port = 1  <- macros:3",
        "}  <- main:5",
        "  <- main:5",
        "part = 1  <- part:2",
        "b = port = 2  <- main:7",
        "port = 3  <- macros:3",
    ]


def test_blocks_of_a_parent_template(screen: Screen) -> None:
    base = "a = 1\n{% block more %}\nb = 2\n{% endblock %}\nd = 4\n"
    child = '{% extends "m/base.jinja" %}\n\n{% block more %}\n{{ super() }}c = 3\n{% endblock %}\n'
    assert screen.origins(child, {"m/base.jinja": base}) == [
        "a = 1  <- base:1",
        "b = 2  <- base:3",
        "c = 3  <- main:4",
        "d = 4  <- base:5",
    ]


def test_a_long_value_belongs_to_its_first_line(screen: Screen) -> None:
    value = Keyed({"a": 1, "b": [{"c": 2}]}, "services.x.y")
    assert screen.origins("a = {{ value }}\nb = 2\n", value=value) == [
        "a = {  <- main:1 services.x.y",
        "  a = 1  <- main:1 services.x.y",
        "  b = [  <- main:1 services.x.y",
        "    {  <- main:1 services.x.y",
        "      c = 2  <- main:1 services.x.y",
        "    },  <- main:1 services.x.y",
        "  ]  <- main:1 services.x.y",
        "}  <- main:1 services.x.y",
        "b = 2  <- main:2",
    ]


def test_values_that_begin_a_line(screen: Screen) -> None:
    assert screen.origins("a = [\n  {{ x }},\n  {{ y }},\n]\n", x=1, y=2) == [
        "a = [  <- main:1",
        "  1,  <- main:2",
        "  2,  <- main:3",
        "]  <- main:4",
    ]


def test_unmarking() -> None:
    at_3, at_4, at_9 = (line_mark("t", line) for line in (3, 4, 9))
    text = at_3 + "a = " + key_mark("k") + printed("[\n1]") + "\n" + at_4 + "b" + at_9 + " = " + printed("2")
    found = unmark(text)
    assert found.lines == ("a = [", "1]", "b = 2")
    assert found.origins == (Origin("t", 3, "k"), Origin("t", 3, "k"), Origin("t", 4))
    assert found.skeleton == "a = v\nb = v"
    assert [(v.offset, v.more_lines, v.origin) for v in found.values] == [
        (4, 1, Origin("t", 3)),
        (10, 0, Origin("t", 9)),
    ]


def test_a_key_cannot_end_its_mark() -> None:
    assert unmark(line_mark("t", 1) + key_mark("a\0b") + "x").lines == ("x",)
