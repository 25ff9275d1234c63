"""What single pages tell, told again step by step in this process."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.docs.pages import Block, blocks
from tests.docs.session import commands
from tests.docs.test_examples import BASE
from tests.reading import REPOSITORY
from tfgen.cli.root import COMMANDS, run
from tfgen.report.formats import FORMATS

DOCS = REPOSITORY / "docs"

Capture = pytest.CaptureFixture[str]


def block(page: str, words: str) -> Block:
    """The first block of a page with these words."""
    return next(b for b in blocks(DOCS / page) if words in b.text)


def test_a_module_in_ten_minutes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shown = dict(commands(block("modules.md", "cat > templates/queue").text))
    for name in ("templates/queue/module.yaml", "templates/queue/main.tf.jinja"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(shown[f"cat > {name}"])
    (tmp_path / "stack.yaml").write_text(BASE + "  jobs: {module: queue}\n")
    assert run(["module", "show", "queue", "--templates", "templates"]) == 0
    assert run(["render", "--templates", "templates"]) == 0
    assert 'resource "aws_sqs_queue" "this"' in (tmp_path / "modules/queue/main.tf").read_text()


def test_every_command_is_named() -> None:
    assert all(f"`tfgen {command}" in (DOCS / "commands.md").read_text() for command in COMMANDS)


def test_every_format_is_named() -> None:
    page = (DOCS / "ci.md").read_text()
    assert [f for f in FORMATS if f"| `{f}` |" not in page] == []


def test_every_target_is_in_make_help() -> None:
    makefile = (REPOSITORY / "Makefile").read_text()
    (phony,) = re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    help = ["make", "--no-print-directory", "help"]
    done = subprocess.run(help, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert sorted(line.split()[0] for line in done.stdout.splitlines()) == sorted(phony.split())


def test_adopting_an_old_code_base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "main.tf").write_text(block("adopting.md", "size = 2").text)
    text = block("adopting.md", "--write-baseline").text
    shown = ""
    for command in re.findall(r"\$ tfgen (.*)", text):
        assert run(command.split()) == 0
        said = capsys.readouterr()
        shown += f"$ tfgen {command}\n{said.err}{said.out}"
    assert shown == text


def test_the_ignores(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "main.tf").write_text(block("adopting.md", "tfgen:ignore").text)
    run(["check", "--format", "json"])
    found = json.loads(capsys.readouterr().out)
    assert [d["code"] for d in found["diagnostics"]] == []
    assert found["summary"]["ignored"] == 2


def test_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".tfgen.yaml").write_text(block("adopting.md", "# .tfgen.yaml").text)
    assert run(["check", "--show-config"]) == 0
    assert ".tfgen.yaml:8" in capsys.readouterr().out


def test_the_hooks_of_pre_commit_exist() -> None:
    shown = YAML(typ="safe").load(block("ci.md", "# .pre-commit-config.yaml").text)
    ours = YAML(typ="safe").load((REPOSITORY / ".pre-commit-hooks.yaml").read_text())
    assert {hook["id"] for hook in shown["repos"][0]["hooks"]} == {hook["id"] for hook in ours}


def test_the_inputs_of_the_action_exist_and_are_named() -> None:
    (step,) = YAML(typ="safe").load(block("ci.md", "# a step of a workflow").text)
    inputs = YAML(typ="safe").load((REPOSITORY / "action.yml").read_text())["inputs"].keys()
    assert step["with"].keys() <= inputs
    page = (DOCS / "ci.md").read_text()
    assert [name for name in inputs if f"`{name}`" not in page] == []
