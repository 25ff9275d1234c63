"""Blank lines and blanks at line ends."""

from __future__ import annotations

import pytest

from tests.render.screen import Screen
from tfgen.render.tidy import tidy_hcl, tidy_markdown
from tfgen.source import Origin


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("\n\na = 1  \n\n\n\nb = 2\t\n\n\n", "a = 1\n\nb = 2\n"),
        ("a {\n\n  b = 1\n\n}\n", "a {\n  b = 1\n}\n"),
        ("a {\n\n\n}\n\n\n\nb {\n}\n", "a {\n}\n\nb {\n}\n"),
        ("a {\n  b {\n    c = 1\n  }\n\n\n  d {\n  }\n\n}\n", "a {\n  b {\n    c = 1\n  }\n\n  d {\n  }\n}\n"),
        ("# a\n\n# b\n", "# a\n\n# b\n"),
        ("", "\n"),
        ("\n \n", "\n"),
    ],
)
def test_hcl(before: str, after: str) -> None:
    lines = before.split("\n")
    text, origins = tidy_hcl(lines, [Origin("t", i) for i in range(len(lines))])
    assert text == after
    assert [lines[origin.line].rstrip() for origin in origins if origin] == text.splitlines()[: len(origins)]


def test_heredocs_stay_as_they_are(screen: Screen) -> None:
    template = "a = <<EOT\n\n\n  b  \n\n\nEOT  \n\n\nc = <<-EOT\n\n  ${var.d}  \n\n\n  e  \n  EOT\n\n\n"
    assert screen.text(template) == "a = <<EOT\n\n\n  b  \n\n\nEOT\n\nc = <<-EOT\n\n  ${var.d}  \n\n\n  e  \n  EOT\n"


def test_a_heredoc_after_a_long_value(screen: Screen) -> None:
    template = "a = {{ long }}\n\n\nb = <<EOT\nc\n\n\nd\nEOT\n"
    text = screen.text(template, long={"e": 1, "f": {"g": 2}})
    assert text.endswith("}\n\nb = <<EOT\nc\n\n\nd\nEOT\n")


def test_markdown() -> None:
    assert tidy_markdown(["", "# a", "", "", "", "| b | ", "", "", "c", ""]) == "# a\n\n| b |\n\nc\n"
