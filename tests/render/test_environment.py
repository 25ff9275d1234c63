"""The Jinja environment: strict, sandboxed, and about HCL only."""

from __future__ import annotations

import pytest

from tests.render.screen import Screen, said


def test_blocks_take_their_line_with_them(screen: Screen) -> None:
    template = """\
        a {
          {% if yes %}
          b = 1
          {% endif %}
        }
        """
    assert screen.text(template, yes=True) == "a {\n  b = 1\n}\n"


def test_comments_and_annotations_of_hcl_survive_those_of_jinja_do_not(screen: Screen) -> None:
    template = """\
        # Why this is so.
        a = 1 # tfgen:ignore TFG501
        {# nobody sees this #}
        // b
        /* c */
        """
    assert screen.text(template) == "# Why this is so.\na = 1 # tfgen:ignore TFG501\n// b\n/* c */\n"


def test_an_undefined_name_is_a_finding_with_the_nearest_one(screen: Screen) -> None:
    found = screen.found("a = 1\nb = {{ regoin }}\n", region="x")
    assert (said(found), found.help) == ("TFG102 main:2: 'regoin' is undefined.", 'Did you mean "region"?')


@pytest.mark.parametrize(
    "test", ["{% if x %}{% endif %}", "{% for y in x %}{% endfor %}", "{% if x == 1 %}{% endif %}"]
)
def test_an_undefined_name_is_not_false_nor_empty(screen: Screen, test: str) -> None:
    assert said(screen.found(f"\n{test}\n")) == "TFG102 main:2: 'x' is undefined."


def test_an_undefined_name_can_be_asked_for(screen: Screen) -> None:
    assert screen.text("a = {{ 1 if x is defined else 2 }}\n") == "a = 2\n"


def test_an_unknown_attribute_is_a_finding_in_plain_words(screen: Screen) -> None:
    assert said(screen.found("{{ x.foo }}", x="a")) == "TFG102 main:1: There is no foo in a string."


@pytest.mark.parametrize(
    "expression",
    [
        "x.__class__",
        "x.__class__.__mro__[1].__subclasses__()",
        "f.__globals__",
        "f.__self__",
        "x['__class__']",
        "items.append(1)",
        "items.clear()",
        "().__class__",
    ],
)
def test_the_sandbox_holds(screen: Screen, expression: str) -> None:
    found = screen.found(f"a = {{{{ {expression} }}}}\n", x="a", f=screen.text, items=[1])
    assert found.code == "TFG101"
    assert "unsafe" in found.detail or "not safely callable" in found.detail


def test_endless_loops_and_recursion_end(screen: Screen) -> None:
    assert "Range too big" in screen.found("{% for i in range(10 ** 9) %}{% endfor %}").detail
    found = screen.found("{% macro f() %}\n{{ f() }}\n{% endmacro %}\n{{ f() }}\n")
    assert said(found) == "TFG101 main:2: It uses itself without end."


@pytest.mark.parametrize("name", ["lipsum", "joiner"])
def test_chance_and_quoted_commas_are_left_out(screen: Screen, name: str) -> None:
    assert said(screen.found(f"{{{{ {name}() }}}}")) == f"TFG102 main:1: '{name}' is undefined."


def test_autoescape_is_refused(screen: Screen) -> None:
    found = screen.found("a = 1\n{% autoescape true %}b = {{ x }}{% endautoescape %}\n", x="<")
    assert said(found) == "TFG101 main:2: Autoescape is for HTML."


def test_a_nul_in_a_template_is_refused_with_its_line(screen: Screen) -> None:
    assert said(screen.found("a = 1\nb = \0\n")) == "TFG101 main:2: A NUL character in the template."


def test_a_byte_order_mark_is_no_text(screen: Screen) -> None:
    assert screen.text("\ufeffa = 1\n") == "a = 1\n"


def test_a_template_that_is_not_utf_8_is_a_finding(screen: Screen) -> None:
    templates = screen.templates({"m/main.tf.jinja": '{% include "m/other.jinja" %}\n'})
    (screen.folder / "m" / "other.jinja").write_bytes(b"a = \xff\n")
    lines, found = templates.hcl("m/main.tf.jinja", {})
    assert lines is None
    assert [(f.code, f.file) for f in found] == [("TFG008", "m/other.jinja")]


@pytest.mark.parametrize(
    "name", ["m/none.jinja", "../secret.jinja", "m/../../secret.jinja", "./m/o.jinja", "m//o.jinja"]
)
def test_only_templates_of_the_folders_can_be_included(screen: Screen, name: str) -> None:
    screen.folder.mkdir(parents=True)
    (screen.folder.parent / "secret.jinja").write_text("a = 1\n")
    found = screen.found(f'\n{{% include "{name}" %}}\n', {"m/o.jinja": "a = 1\n"})
    assert said(found) == f"TFG101 main:2: There is no template {name}."


def test_an_absolute_path_is_no_template(screen: Screen) -> None:
    screen.folder.mkdir(parents=True)
    secret = screen.folder.parent / "secret.jinja"
    secret.write_text("a = 1\n")
    assert screen.found(f'{{% include "{secret}" %}}\n').detail == f"There is no template {secret}."


def test_what_modules_share_is_not_taken_from_a_module(screen: Screen) -> None:
    others = {"other/module.yaml": "", "other/o.jinja": "a = 1\n", "_shared/o.jinja": "b = 1\n", "m/module.yaml": ""}
    assert screen.text('{% include "_shared/o.jinja" %}\n', others) == "b = 1\n"
    found = screen.found('{% include "other/o.jinja" %}\n', others)
    assert said(found) == (
        "TFG101 main:1: It is of another module: other/o.jinja; what modules share stands in _shared."
    )
