from pathlib import Path

import pytest

from tests.oracle.__main__ import main

pytestmark = pytest.mark.terraform


def test_a_verdict_is_printed_with_places(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "main.tf").write_text('resource "aws_vpc" "x" {\n  cidr = "10.0.0.0/16"\n}\n')
    assert main([str(tmp_path), "--provider", "aws=3.39.0"]) == 1
    out = capsys.readouterr().out
    assert f"{tmp_path}: failed at validate" in out
    assert "main.tf:2:3: error: Unsupported argument\n  An argument named" in out


def test_a_version_without_a_schema_is_no_verdict(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "main.tf").write_text('resource "aws_vpc" "x" {}\n')
    assert main([str(tmp_path), "--provider", "aws=0.0.1"]) == 2
    assert "0.0.1" in capsys.readouterr().err
