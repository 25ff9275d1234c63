"""``--format`` and ``--output`` of the commands whose result is their findings."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.report.sarif_judge import run_of
from tfgen.cli.report_files import write_reports
from tfgen.cli.root import run
from tfgen.report.formats import FORMATS

WRONG = 'resource "aws_efs_file_system" "files" {\n  encryptd = true\n}\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "main.tf").write_text(WRONG)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_several_reports_at_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outputs = ["--output", "sarif=a.sarif", "--output", "junit=b.xml", "--output", "json=c.json"]
    assert run(["check", "--format", "github", *outputs, "--output", "text=d.txt"]) == 2
    assert capsys.readouterr().out.startswith("::error file=main.tf,line=2,col=3,")
    assert run_of((folder / "a.sarif").read_text())["results"][0]["ruleId"] == "TFG301"
    assert ET.parse(folder / "b.xml").getroot()[0].get("failures") == "1"
    assert json.loads((folder / "c.json").read_text())["diagnostics"][0]["code"] == "TFG301"
    assert (folder / "d.txt").read_text().endswith("\n1 error.\n")
    assert sorted(p.name for p in folder.iterdir()) == ["a.sarif", "b.xml", "c.json", "d.txt", "main.tf"]


def test_json_in_a_file_is_what_would_be_printed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--format", "json", "--output", "json=c.json"]) == 2
    assert (folder / "c.json").read_text() == capsys.readouterr().out


def test_warnings_fail_in_junit_when_they_fail_the_command(folder: Path) -> None:
    (folder / "empty").mkdir()
    assert run(["check", "empty", "--output", "junit=a.xml"]) == 0
    assert ET.parse(folder / "a.xml").getroot()[0].get("failures") == "0"
    assert run(["check", "empty", "--fail-level", "warning", "--output", "junit=a.xml"]) == 2
    assert ET.parse(folder / "a.xml").getroot()[0].get("failures") == "1"


@pytest.mark.parametrize("format", ["json", "sarif", "junit", "github", "text"])
def test_a_clean_tree_gives_a_report_in_every_format(
    folder: Path, format: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "main.tf").write_text(WRONG.replace("encryptd", "encrypted"))
    assert run(["check", "--format", format, "--output", f"{format}=report"]) == 0
    assert (folder / "report").read_text() == capsys.readouterr().out
    assert format != "sarif" or run_of((folder / "report").read_text())["results"] == []


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("sarif=nowhere/a.sarif", "cannot write nowhere/a.sarif: there is no such folder"),
        ("sarif=.", "cannot write .: it is a folder"),
        ("srif=a", "FORMAT=FILE"),
        ("sarif", "FORMAT=FILE"),
        ("sarif=", "FORMAT=FILE"),
        ("sarif=-", "use --format sarif"),
    ],
)
def test_what_cannot_be_written_exits_1_before_the_work(
    folder: Path, value: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", "--output", value]) == 1
    out, err = capsys.readouterr()
    assert said in err
    assert out == ""
    assert [p.name for p in folder.iterdir()] == ["main.tf"]


def test_two_reports_in_one_file_are_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--output", "sarif=a", "--output", "json=./a"]) == 1
    assert "two reports cannot go to one file" in capsys.readouterr().err


def test_a_failed_write_leaves_the_old_report(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a.json").write_text("old")

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert run(["check", "--output", "json=a.json"]) == 1
    assert "cannot write a.json: No space left on device" in capsys.readouterr().err
    assert (folder / "a.json").read_text() == "old"
    assert sorted(p.name for p in folder.iterdir()) == ["a.json", "main.tf"]


def test_links_modes_and_devices_stay_what_they_are(folder: Path) -> None:
    (folder / "real.json").write_text("old")
    (folder / "real.json").chmod(0o640)
    (folder / "link.json").symlink_to("real.json")
    write_reports([("link.json", "new"), (os.devnull, "new")])
    assert (folder / "link.json").is_symlink()
    assert (folder / "real.json").read_text() == "new"
    assert stat.S_IMODE((folder / "real.json").stat().st_mode) == 0o640
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_render_and_module_render_write_reports_too(folder: Path) -> None:
    secret = "services: {cache: {module: elasticache, auth_token: hunter2hunter2}}\n"
    (folder / "stack.yaml").write_text(
        f"stack: shop\nregion: us-west-2\nprovider: {{aws: 6.62.0}}\nenvironments: {{dev: {{}}}}\n{secret}"
    )
    outputs = [f"--output={format}={format}.out" for format in FORMATS]
    assert run(["render", *outputs]) == 2
    texts = [p.read_text() for p in folder.glob("*.out")]
    assert len(texts) == len(FORMATS)
    assert all("TFG022" in text and "hunter2" not in text for text in texts)
    assert len(run_of((folder / "sarif.out").read_text())["results"]) == 3
    assert run(["module", "render", "vpc", "--out", "modules", "--format", "sarif", "--output", "junit=m.xml"]) == 0
    assert ET.parse(folder / "m.xml").getroot()[0].get("failures") == "0"
