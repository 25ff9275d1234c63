"""Every code has a page, and a misspelt one is offered the nearest."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import tfgen.explain.pages
from tfgen.codes.table import CODES
from tfgen.explain.pages import explain, find, prose, suggestion
from tfgen.rules.registry import IGNORE_RULES, RULES

SHORT = tomllib.loads(Path(tfgen.explain.pages.__file__).with_suffix(".toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("code", CODES)
def test_every_code_says_what_it_finds_why_and_how_to_mend_it(code: str) -> None:
    page = explain(code)
    assert (page.code, page.name) == (code, CODES[code].name)
    assert all((page.stage, page.title, page.finds, page.why))
    assert page.mend or (page.example and page.instead)


def test_short_pages_stand_in_for_rule_files_only() -> None:
    rules = {rule.code for rule in (*RULES, *IGNORE_RULES)}
    assert list(SHORT) == sorted(CODES.keys() - rules)
    assert all(set(entry) == {"title", "finds", "why", "mend"} for entry in SHORT.values())
    assert all(text.endswith(".") for entry in SHORT.values() for text in entry.values())


def test_a_rules_page_as_text() -> None:
    assert (
        explain("TFG301")
        .text()
        .startswith(
            "TFG301 unknown-argument (provider schema)\n\n"
            "An argument that the provider's schema does not have.\n\n"
            "What it finds\n    An argument of a resource,"
        )
    )
    assert (
        '\n\nExample\n    resource "aws_efs_file_system" "files" {\n      encryptd = true\n' in explain("TFG301").text()
    )


def test_what_looks_like_a_tag_stays_visible_in_markdown() -> None:
    assert prose("a <b> `<c>` ``d <e>``") == "a \\<b> `<c>` ``d <e>``"


@pytest.mark.parametrize("word", ["TFG301", "tfg301", "unknown-argument", " Unknown-Argument "])
def test_a_code_is_found_by_itself_or_its_name(word: str) -> None:
    assert find(word) == "TFG301"


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("unknown-argumnt", "Did you mean TFG301 unknown-argument?"),
        ("TF301", "Did you mean TFG301 unknown-argument?"),
        ("zzzzzz", ""),
    ],
)
def test_the_nearest_is_offered(word: str, said: str) -> None:
    assert find(word) is None
    assert suggestion(word) == said


@pytest.mark.parametrize(
    ("code", "stage"),
    [
        ("TFG024", "stack and manifest"),
        ("TFG050", "settings and baseline"),
        ("TFG205", "HCL syntax"),
        ("TFG272", "ignores"),
    ],
)
def test_the_stage_of_a_code(code: str, stage: str) -> None:
    assert explain(code).stage == stage
