from pathlib import Path

from tests.output.trees import put, render
from tfgen.output.generated import GeneratedFiles


def test_only_what_a_manifest_lists_is_generated(tmp_path: Path) -> None:
    render(tmp_path, {"envs/dev/main.tf": "locals {}\n"})
    put(tmp_path, {"envs/dev/mine.tf": "", "elsewhere/main.tf": ""})
    generated = GeneratedFiles()
    assert generated.holds(tmp_path / "envs/dev/main.tf")
    assert not generated.holds(tmp_path / "envs/dev/mine.tf")
    assert not generated.holds(tmp_path / "elsewhere/main.tf")


def test_a_link_is_what_it_leads_to(tmp_path: Path) -> None:
    render(tmp_path, {"envs/dev/main.tf": "locals {}\n"})
    (tmp_path / "envs/dev/linked.tf").symlink_to("main.tf")
    (tmp_path / "envs/dev/circle.tf").symlink_to("circle.tf")
    generated = GeneratedFiles()
    assert generated.holds(tmp_path / "envs/dev/linked.tf")
    assert not generated.holds(tmp_path / "envs/dev/circle.tf")


def test_without_a_manifest_nothing_is_generated(tmp_path: Path) -> None:
    put(tmp_path, {"main.tf": ""})
    assert not GeneratedFiles().holds(tmp_path / "main.tf")
