"""What happens to rendered files: one report for all that was found, and an exit status that says how it went."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tfgen.cli.root import run

STACK = """\
stack: shop
region: us-west-2
provider: {aws: 6.62.0}
compliance: [pci-dss]
environments: {dev: {}}
modules: git::https://example.com/library.git//${module}
services: {files: {module: s3_bucket}}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "stack.yaml").write_text(STACK)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def reported(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The codes in the one JSON document that was printed."""
    return [f["code"] for f in json.loads(capsys.readouterr().out)["diagnostics"]]


def test_findings_of_the_stack_and_of_writing_are_one_report(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["render", "--format", "json"]) == 0
    assert reported(capsys) == ["TFG028"]
    with (folder / "envs/dev/main.tf").open("a") as file:
        file.write("# mine\n")
    assert run(["render", "--format", "json"]) == 2
    assert reported(capsys) == ["TFG028", "TFG801"]
    assert run(["render", "--format", "json", "--force"]) == 0
    assert "# mine" not in (folder / "envs/dev/main.tf").read_text()


def test_findings_of_modules_and_of_writing_are_one_report(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    library = ["module", "render", "s3_bucket", "--out", "library", "--format", "json"]
    assert run(library) == 0
    assert reported(capsys) == []
    (folder / "library/s3_bucket/main.tf").write_text("# mine\n")
    assert run(library) == 2
    said = json.loads(capsys.readouterr().out)["diagnostics"]
    assert [(f["code"], f["file"]) for f in said] == [("TFG801", "library/s3_bucket/main.tf")]


def test_a_level_that_fails_counts_after_writing_too(folder: Path) -> None:
    assert run(["render", "--quiet", "--fail-level", "note"]) == 2
    assert (folder / "envs/dev/main.tf").exists()


def test_a_check_writes_nothing_and_says_whether_there_is_something_to_write(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["render", "--check"]) == 2
    assert "+++ b/envs/dev/main.tf" in capsys.readouterr().out
    assert [p.name for p in folder.iterdir()] == ["stack.yaml"]
    assert run(["render"]) == 0
    assert run(["render", "--check"]) == 0


def test_a_dry_run_writes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["render", "--dry-run"]) == 0
    said = capsys.readouterr()
    assert "+++ b/envs/dev/main.tf" in said.out
    assert "4 would be created." in said.err
    assert [p.name for p in folder.iterdir()] == ["stack.yaml"]
