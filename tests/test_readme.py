"""What the README shows is what happens."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.pages import blocks
from tests.reading import REPOSITORY
from tfgen.cli.root import run

BLOCKS = blocks(REPOSITORY / "README.md")
STACK = next(b.text for b in BLOCKS if b.file == "stack.yaml")


def console(start: str) -> str:
    """What the README shows after the command that begins with ``start``, up to the next one."""
    block = next(b.text for b in BLOCKS if b.kind == "console" and f"$ {start}" in b.text)
    return block.split(f"$ {start}", 1)[1].split("\n", 1)[1].split("\n$ ", 1)[0].rstrip("\n")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "stack.yaml").write_text(STACK)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_session(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["render"]) == 0
    assert capsys.readouterr().err.strip() == console("tfgen render")
    shown = console("tail -26 envs/dev/main.tf")
    assert (folder / "envs/dev/main.tf").read_text().rstrip("\n").endswith(shown)
    assert len(shown.splitlines()) == 26


def test_the_mistake(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "stack.yaml").write_text(STACK.replace("cache_clusters: 2", "cache_cluster: two"))
    assert run(["render"]) == 2
    said = capsys.readouterr()
    block = next(b.text for b in BLOCKS if b.kind == "console" and "cache_cluster: two" in b.text)
    assert said.out + said.err == block.split("$ tfgen render\n")[1]
