"""``tfgen explain``."""

from __future__ import annotations

import json

import pytest

from tfgen.cli.root import run


@pytest.mark.parametrize("word", ["TFG304", "attribute-as-block"])
def test_a_rules_page(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", word]) == 0
    said = capsys.readouterr().out
    assert said.startswith("TFG304 attribute-as-block (provider schema)\n")
    assert all(f"\n{heading}\n    " in said for heading in ("What it finds", "Why it matters", "Example", "Instead"))


def test_a_code_without_a_rule_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "TFG022"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("TFG022 literal-for-sensitive-input (stack and manifest)\n\nA secret in the stack file.\n")
    assert "\nHow to mend it\n    Remove the value" in said


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "tfg301", "--format", "json"]) == 0
    page = json.loads(capsys.readouterr().out)
    assert (page["code"], page["name"], page["stage"]) == ("TFG301", "unknown-argument", "provider schema")
    assert page["example"].startswith('resource "aws_efs_file_system"')
    assert page["mend"] is None


def test_a_misspelt_one_is_offered_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "unknown-argumnt"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "there is no code or name 'unknown-argumnt'. Did you mean TFG301 unknown-argument?" in err
