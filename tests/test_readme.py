"""What the README shows is what happens."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.reading import REPOSITORY
from tfgen.cli.root import COMMANDS, run

README = (REPOSITORY / "README.md").read_text()
BLOCKS = re.findall(r"```(\w*)\n(.*?)```", README, re.DOTALL)
STACK = next(text for kind, text in BLOCKS if kind == "yaml")


Capture = pytest.CaptureFixture[str]


def console(start: str) -> str:
    """What the README shows after the command that begins with ``start``, up to the next one."""
    block = next(text for kind, text in BLOCKS if kind == "console" and f"$ {start}" in text)
    return block.split(f"$ {start}", 1)[1].split("\n", 1)[1].split("\n$ ", 1)[0].rstrip("\n")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "stack.yaml").write_text(STACK)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_session(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["render"]) == 0
    assert capsys.readouterr().err.strip() == console("tfgen render")
    shown = console("head -30 envs/dev/main.tf")
    assert (folder / "envs/dev/main.tf").read_text().startswith(shown)


def test_the_mistake(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "stack.yaml").write_text(STACK.replace("cache_clusters: 2", "cache_cluster: two"))
    assert run(["render"]) == 2
    said = capsys.readouterr()
    block = next(text for kind, text in BLOCKS if kind == "console" and "cache_cluster: two" in text)
    assert said.out + said.err == block.split("$ tfgen render\n")[1]


def test_a_module_in_ten_minutes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("templates/queue/module.yaml", "templates/queue/main.tf.jinja"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(console(f"cat > {name}") + "\n")
    (folder / "stack.yaml").write_text(STACK + "  jobs: {module: queue}\n")
    assert run(["module", "show", "queue", "--templates", "templates"]) == 0
    assert run(["render", "--templates", "templates"]) == 0
    assert 'resource "aws_sqs_queue" "this"' in (folder / "modules/queue/main.tf").read_text()


def test_every_command_is_named() -> None:
    assert all(f"`tfgen {command}" in README for command in COMMANDS)


def test_adopting_an_old_code_base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.chdir(tmp_path)
    wrong = 'resource "aws_vpc" "x" {\n  cidr = 1\n  size = 2\n}\n'
    (tmp_path / "main.tf").write_text(wrong)
    block = next(text for kind, text in BLOCKS if kind == "console" and "--write-baseline" in text)
    shown = ""
    for command in re.findall(r"\$ tfgen (.*)", block):
        assert run(command.split()) == 0
        said = capsys.readouterr()
        shown += f"$ tfgen {command}\n{said.err}{said.out}"
    assert shown == block


def test_the_ignores(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "main.tf").write_text(next(text for _, text in BLOCKS if "tfgen:ignore" in text))
    run(["check", "--format", "json"])
    found = json.loads(capsys.readouterr().out)
    assert [d["code"] for d in found["diagnostics"]] == []
    assert found["summary"]["ignored"] == 2


def test_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".tfgen.yaml").write_text(next(text for _, text in BLOCKS if text.startswith("# .tfgen.yaml")))
    assert run(["check", "--show-config"]) == 0
    assert ".tfgen.yaml:8" in capsys.readouterr().out
