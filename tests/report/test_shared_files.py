"""Unused declarations of a file that several directories share stand once, with a count."""

from __future__ import annotations

from pathlib import Path

import pytest

from tfgen.cli.root import run

VARIABLES = 'variable "used" {\n}\n\nvariable "left" {\n}\n'
USES = 'output "x" {\n  value = var.used\n}\n'


class Printed:
    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, folder: Path) -> str:
        run(["check", "--no-cache", str(folder)])
        captured = self.capsys.readouterr()
        return captured.out + captured.err


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str]) -> Printed:
    return Printed(capsys)


def roots(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).mkdir()
        (folder / name / "main.tf").write_text(USES)


def test_a_file_that_is_linked(tmp_path: Path, printed: Printed) -> None:
    roots(tmp_path, "a", "b", "c", "d")
    (tmp_path / "shared.txt").write_text(VARIABLES)
    for name in "abcd":
        (tmp_path / name / "variables.tf").symlink_to("../shared.txt")
    text = printed(tmp_path)
    assert text.count("TFG430") == 1
    assert "So it is in 4 directories: also in" in text
    assert "1 warning." in text


def test_copies_of_a_file(tmp_path: Path, printed: Printed) -> None:
    roots(tmp_path, "a", "b")
    for name in "ab":
        (tmp_path / name / "variables.tf").write_text(VARIABLES)
    text = printed(tmp_path)
    assert text.count("TFG430") == 1
    assert "So it is in 2 directories" in text


def test_what_one_directory_uses_the_linked_file_needs(tmp_path: Path, printed: Printed) -> None:
    roots(tmp_path, "a", "b", "c")
    (tmp_path / "shared.txt").write_text(VARIABLES)
    for name in "abc":
        (tmp_path / name / "variables.tf").symlink_to("../shared.txt")
    (tmp_path / "b" / "more.tf").write_text('output "y" {\n  value = var.left\n}\n')
    assert "TFG430" not in printed(tmp_path)


def test_other_files_of_that_name(tmp_path: Path, printed: Printed) -> None:
    roots(tmp_path, "a", "b")
    (tmp_path / "a" / "variables.tf").write_text(VARIABLES)
    (tmp_path / "b" / "variables.tf").write_text("\n" + VARIABLES)
    assert printed(tmp_path).count("TFG430") == 2


def test_other_findings_stand_where_they_are(tmp_path: Path, printed: Printed) -> None:
    roots(tmp_path, "a", "b")
    for name in "ab":
        (tmp_path / name / "variables.tf").write_text("locals {\n  x = var.nowhere\n}\n" + VARIABLES)
    assert printed(tmp_path).count("TFG401") == 2
