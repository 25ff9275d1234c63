"""``tfgen check`` of single files, and of a choice of codes and files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tfgen.cli.root import run

A = 'resource "aws_vpc" "a" {\n  cidr_block = "10.0.0.0/16"\n  nope       = 1\n}\n'
B = 'resource "aws_vpc" "b" {\n  cidr_block = aws_vpc.a.arm\n  nope       = 1\n}\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in (("root/a.tf", A), ("root/b.tf", B), ("root/below/c.tf", A), ("other/d.tf", A)):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(words: list[str], capsys: pytest.CaptureFixture[str], status: int = 2) -> list[str]:
    """``file:code`` of the findings of a check, in order."""
    assert run(["check", "--format", "json", *words]) == status
    return [f"{d['file']}:{d['code']}" for d in json.loads(capsys.readouterr().out)["diagnostics"]]


def test_a_file_is_judged_within_its_folder_and_shown_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert found(["root/a.tf"], capsys) == ["root/a.tf:TFG301"]
    assert found(["root/b.tf"], capsys) == ["root/b.tf:TFG402", "root/b.tf:TFG301"]
    assert found(["root/b.tf", "root/a.tf"], capsys) == ["root/a.tf:TFG301", "root/b.tf:TFG402", "root/b.tf:TFG301"]
    assert found(["root/a.tf", "other"], capsys) == ["other/d.tf:TFG301", "root/a.tf:TFG301"]


def test_findings_of_the_other_files_are_counted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "root/a.tf"]) == 2
    assert "2 findings in other files: name the folder to see them." in capsys.readouterr().err


def test_a_file_without_findings_is_fine_whatever_stands_beside_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "root" / "good.tf").write_text('locals {\n  x = aws_vpc.a.id\n}\noutput "x" {\n  value = local.x\n}\n')
    assert found(["root/good.tf"], capsys, status=0) == []


def test_only_the_file_is_fixed(folder: Path) -> None:
    (folder / "fixed").mkdir()
    for name in ("one", "two"):
        text = f'resource "aws_vpc" "{name}" {{\n  cidr_block = "10.0.0.0/16"\n  depends_on = ["aws_vpc.a"]\n}}\n'
        (folder / "fixed" / f"{name}.tf").write_text(text)
    (folder / "fixed" / "a.tf").write_text('resource "aws_vpc" "a" {\n  cidr_block = "10.0.0.0/16"\n}\n')
    assert run(["check", "--fix", "fixed/one.tf"]) == 0
    assert "depends_on = [aws_vpc.a]" in (folder / "fixed" / "one.tf").read_text()
    assert 'depends_on = ["aws_vpc.a"]' in (folder / "fixed" / "two.tf").read_text()


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("nowhere.tf", "there is no file or folder nowhere.tf"),
        ("stack.yaml", "A stack file is checked by: tfgen render --check stack.yaml"),
        ("notes.md", "notes.md is no Terraform file: tfgen checks .tf, .tf.json, .tofu, .tofu.json, .tfvars"),
    ],
)
def test_a_path_that_cannot_be_checked(folder: Path, path: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("stack.yaml", "notes.md"):
        (folder / name).write_text("a: 1\n")
    assert run(["check", path]) == 1
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "findings"),
    [
        (["--select", "TFG4"], ["root/b.tf:TFG402"]),
        (["--select", "unknown-argument,TFG402", "--disable", "TFG301"], ["root/b.tf:TFG402"]),
        (["--disable", "tfg3", "--disable", "TFG402"], []),
        (["--exclude", "root/b.tf", "--exclude", "**/below"], ["root/a.tf:TFG301"]),
        (["--exclude", "root"], []),
    ],
)
def test_a_choice_of_codes_and_files(
    folder: Path, words: list[str], findings: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert found(["root", *words], capsys, status=2 if findings else 0) == findings


def test_broken_syntax_is_reported_whatever_is_selected(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "root" / "e.tf").write_text("a = [\n")
    assert "root/e.tf:TFG201" in found(["root", "--select", "TFG5", "--disable", "TFG201"], capsys)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--select", "unknown-argumnet"], "'unknown-argumnet'. Did you mean \"unknown-argument\"?"),
        (["--disable", "whatever-else"], "tfgen explain --list shows all."),
        (["--exclude", "/abs"], "--exclude '/abs' is no path pattern: It is an absolute path."),
    ],
)
def test_a_choice_that_means_nothing(
    folder: Path, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", "root", *words]) == 1
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("name", [".tfgen.yaml", ".tfgen.yml"])
def test_settings_reach_what_is_said_of_no_file(folder: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "empty").mkdir()
    assert found(["empty"], capsys, status=0) == ["None:TFG205"]
    (folder / "empty" / name).write_text("check: {levels: {TFG205: error}}\n")
    assert found(["empty"], capsys) == ["None:TFG205"]
    (folder / "empty" / name).write_text("check: {disable: [TFG205]}\n")
    assert found(["empty"], capsys, status=0) == []


def test_two_settings_files_are_reported(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / ".tfgen.yaml").write_text("check: {disable: [TFG301]}\n")
    (folder / ".tfgen.yml").write_text("check: {disable: [TFG402]}\n")
    assert found(["root"], capsys) == [".tfgen.yml:TFG053", "root/b.tf:TFG402"]


def test_an_ignore_may_have_a_blank(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = A.replace("  nope", "  # tfgen: ignore TFG301 the next provider has it\n  nope")
    (folder / "other" / "d.tf").write_text(text)
    assert found(["other"], capsys, status=0) == []
