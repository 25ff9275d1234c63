"""One template to one text."""

from __future__ import annotations

from pathlib import Path

from tests.render.screen import MAIN, Screen
from tfgen.library.folders import TemplateFolders
from tfgen.render.templates import Templates
from tfgen.source import Origin


def test_hcl_gives_text_and_origins(screen: Screen) -> None:
    templates = screen.templates({MAIN: "a = {{ x }}\n"})
    assert templates.hcl(MAIN, {"x": [1]}) == (("a = [1]\n", (Origin(MAIN, 1),)), ())


def test_markdown_gives_text(screen: Screen) -> None:
    templates = screen.templates(
        {"m/README.md.jinja": "# {{ name }}\n\n\n{{ version | code }}\n{% if x %}\nx\n{% endif %}\n"}
    )
    assert templates.markdown("m/README.md.jinja", {"name": "a|b", "version": ">= 1", "x": False}) == (
        "# a\\|b\n\n`>= 1`\n",
        (),
    )


def test_markdown_has_findings_too(screen: Screen) -> None:
    text, found = screen.templates({"m/README.md.jinja": "\n{{ name }}\n"}).markdown("m/README.md.jinja", {})
    assert text is None
    assert [(f.code, f.range.start.line) for f in found if f.range] == [("TFG102", 2)]


def test_the_overlay_wins_file_by_file(tmp_path: Path) -> None:
    for root, name, text in [
        ("below", "m/main.tf.jinja", "{% include 'm/part.jinja' %}"),
        ("below", "m/part.jinja", "a = {{ 1 }}\n"),
        ("above", "m/part.jinja", "a = {{ 2 }}\n"),
    ]:
        path = tmp_path / root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    above, below = tmp_path / "above", tmp_path / "below"
    assert Templates(TemplateFolders((below,))).hcl(MAIN, {}) == (("a = 1\n", (Origin("m/part.jinja", 1),)), ())
    assert Templates(TemplateFolders((above, below))).hcl(MAIN, {}) == (("a = 2\n", (Origin("m/part.jinja", 1),)), ())


def test_what_one_rendering_sets_the_next_does_not_see(screen: Screen) -> None:
    templates = screen.templates({MAIN: "{% set x = 2 %}\na = {{ x }}\n", "m/o.tf.jinja": "a = {{ x is defined }}\n"})
    assert templates.hcl(MAIN, {})[0] == ("a = 2\n", (Origin(MAIN, 2),))
    assert templates.hcl("m/o.tf.jinja", {})[0] == ("a = false\n", (Origin("m/o.tf.jinja", 1),))
