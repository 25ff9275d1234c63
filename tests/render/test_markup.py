"""The text of macros: no string, and never made one by accident."""

from __future__ import annotations

import pytest

from tests.render.screen import Screen, said
from tfgen.render.markup import Fragment, UnprintableError, marked

MACRO = """\
{% macro port(number) %}
port = {{ number }}
{% endmacro %}
"""


def test_macros_and_block_sets_are_not_quoted(screen: Screen) -> None:
    assert screen.text(MACRO + "{{ port(1) }}") == "port = 1\n"
    assert (
        screen.text(MACRO + "{% set both %}{{ port(1) }}{{ port(2) }}{% endset %}{{ both }}") == "port = 1\nport = 2\n"
    )


def test_caller_and_blocks_are_not_quoted(screen: Screen) -> None:
    box = "{% macro box(name) %}\n{{ name | identifier }} {\n{{ caller() }}}\n{% endmacro %}\n"
    assert screen.text(box + '{% call box("a") %}\nb = 1\n{% endcall %}\n') == "a {\nb = 1\n}\n"
    base = "a = 1\n{% block more %}\nb = 1\n{% endblock %}\n"
    child = '{% extends "m/base.jinja" %}\n{% block more %}\n{{ super() }}c = 1\n{% endblock %}\n'
    assert screen.text(child, {"m/base.jinja": base}) == "a = 1\nb = 1\nc = 1\n"


@pytest.mark.parametrize(
    "use",
    [
        "{{ port(1) ~ injected }}",
        "{{ injected ~ port(1) }}",
        "{{ port(1) | upper }}",
        '{{ port(1) | replace("1", injected) }}',
        "{{ [port(1), injected] | join }}",
        "{{ [port(1), port(2)] | join(injected) }}",
        "{{ injected.join([port(1)]) }}",
        "{{ port(1) + injected }}",
        "{{ injected + port(1) }}",
        '{{ "%s" % port(1) }}',
        '{{ "{}".format(port(1)) }}',
        "{{ port(1)[0] }}",
        "{{ port(1).upper() }}",
        "{{ port(1) | list }}",
        "{{ [port(1)] }}",
        "{% if port(1) == injected %}{% endif %}",
        "{% if port(1) in [injected] %}{% endif %}",
        "{% for letter in port(1) %}{{ letter }}{% endfor %}",
        "{% filter upper %}{{ port(1) }}{% endfilter %}",
        "{{ port(port(1)) ~ '' }}",
    ],
)
def test_a_string_never_becomes_raw_hcl_beside_a_macro(screen: Screen, use: str) -> None:
    found = screen.found(MACRO + use, injected='"\ninjected = "')
    assert found.code in ("TFG101", "TFG102", "TFG103")
    assert found.range
    assert found.range.start.line == 4


def test_the_finding_says_what_to_do(screen: Screen) -> None:
    found = screen.found(MACRO + "{{ port(1) ~ 2 }}")
    text = "The text of a macro cannot be joined or filtered; print one after the other instead."
    assert said(found) == f"TFG103 main:4: {text}"


def test_a_fragment_is_true_when_there_is_something_to_see(screen: Screen) -> None:
    empty = "{% macro nothing() %}\n\n  {% endmacro %}\n"
    choice = "{% if text %}\na = 1\n{% else %}\na = 2\n{% endif %}\n"
    assert screen.text(f"{MACRO}{{% set text = port(1) %}}\n{choice}") == "a = 1\n"
    assert screen.text(f"{empty}{{% set text = nothing() %}}\n{choice}") == "a = 2\n"


def test_a_fragment_has_no_string_form() -> None:
    fragment = Fragment("\0L1:1\0a")
    with pytest.raises(UnprintableError):
        str(fragment)
    with pytest.raises(UnprintableError):
        f"{fragment}"
    with pytest.raises(TypeError):
        "".join([fragment])  # type: ignore[list-item]
    assert marked(fragment) == "\0L1:1\0a"
