"""What is committed is what tfgen renders today: the library and both examples. ``make render`` rewrites them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading import REPOSITORY
from tfgen.cli.root import run


@pytest.mark.parametrize(
    "arguments",
    [
        ("module", "render", "--out", "modules", "--provider", "aws=6.62.0"),
        ("render", "examples/minimal"),
        ("render", "examples/pci-payments"),
    ],
    ids=lambda a: a[-1] if a[0] == "render" else "modules",
)
def test_committed_files_are_a_fresh_render(
    arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(REPOSITORY)
    status = run([*arguments, "--check"])
    assert status == 0, f"run make render and review the diff\n{capsys.readouterr().out}"


@pytest.mark.parametrize("folder", ["modules", "examples/minimal", "examples/pci-payments"])
def test_committed_files_pass_check_and_fmt(
    folder: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(REPOSITORY)
    assert run(["check", "--fail-level", "note", folder]) == 0, capsys.readouterr().out
    assert run(["fmt", "--check", folder]) == 0, capsys.readouterr().out


BESIDE = "TFG312,TFG313,TFG314,TFG472,TFG515"
"""What the fixtures have on purpose: they are judged for provider 3.39.0 too, and their cases are by their lines."""


@pytest.mark.parametrize("folder", ["tests/agreement/fixtures", "tests/sandbox/fixtures/services"])
def test_hand_written_configurations_pass_check(
    folder: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(REPOSITORY)
    arguments = ["check", "--fail-level", "warning", "--disable", BESIDE, folder]
    assert run(arguments) == 0, capsys.readouterr().out


@pytest.mark.parametrize("version", ["3.39.0", "4.67.0", "5.100.0", "6.62.0"])
def test_the_library_passes_check_for_every_provider_version(
    version: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["module", "render", "--out", str(tmp_path), "--provider", f"aws={version}"]) == 0
    assert run(["check", "--fail-level", "note", "--provider", f"aws={version}", str(tmp_path)]) == 0, (
        capsys.readouterr()
    )
