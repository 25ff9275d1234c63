import os
from pathlib import Path

import pytest

from tests.output.trees import codes, everything, kinds, planned, put, render, tree_of
from tfgen.output.manifest import load_manifest

VPC = {"modules/vpc/main.tf": "vpc\n", "envs/dev/main.tf": "dev\n", "envs/prod/main.tf": "prod\n"}


def test_every_file_is_sorted_and_nothing_is_touched(tmp_path: Path) -> None:
    render(tmp_path, {"same": "1", "change": "1", "stale": "1", "edited": "1", "gone": "1", "stale_edited": "1"})
    put(tmp_path, {"edited": "by hand", "stale_edited": "by hand", "foreign": "mine", "adopt": "1", "other": "mine"})
    (tmp_path / "gone").unlink()
    before = everything(tmp_path)

    plan = planned(tmp_path, {"same": "1", "change": "2", "edited": "2", "gone": "1", "foreign": "1", "adopt": "1"})

    assert kinds(plan) == {
        "adopt": "same",
        "change": "change",
        "edited": "edited",
        "foreign": "foreign",
        "gone": "create",
        "same": "same",
        "stale": "stale",
        "stale_edited": "edited",
    }
    assert [(d.code, d.file) for d in plan.diagnostics] == [
        ("TFG801", "edited"),
        ("TFG802", "foreign"),
        ("TFG801", "stale_edited"),
    ]
    assert everything(tmp_path) == before


def test_the_edit_is_shown(tmp_path: Path) -> None:
    render(tmp_path, {"main.tf": "a = 1\nb = 2\n"})
    put(tmp_path, {"main.tf": "a = 1\nb = 3\n"})
    [finding] = render(tmp_path, {"main.tf": "a = 1\nb = 2\n"})
    assert finding.detail.endswith("--- a/main.tf\n+++ b/main.tf\n@@ -1,2 +1,2 @@\n a = 1\n-b = 2\n+b = 3")


def test_a_long_edit_is_shortened(tmp_path: Path) -> None:
    render(tmp_path, {"main.tf": "a\n"})
    put(tmp_path, {"main.tf": "x" * 100_000 + "\n" + "b\n" * 5000})
    [finding] = render(tmp_path, {"main.tf": "a\n"})
    assert finding.detail.endswith("... 4965 more lines")
    assert len(finding.detail) < 1000


def test_an_edit_that_is_rendered_now_is_no_edit(tmp_path: Path) -> None:
    render(tmp_path, {"main.tf": "1"})
    put(tmp_path, {"main.tf": "2"})
    plan = planned(tmp_path, {"main.tf": "2"})
    assert (kinds(plan), plan.diagnostics) == ({"main.tf": "same"}, ())
    assert plan.writes  # the manifest learns it


def test_force_lets_edits_and_foreign_files_go(tmp_path: Path) -> None:
    render(tmp_path, {"edited": "1", "stale": "1"})
    put(tmp_path, {"edited": "by hand", "stale": "by hand", "foreign": "mine", "other": "mine"})
    assert render(tmp_path, {"edited": "2", "foreign": "2"}, force=True) == ()
    assert tree_of(tmp_path) == {"edited": "2", "foreign": "2", "other": "mine"}


def test_a_lost_manifest_adopts_what_is_identical(tmp_path: Path) -> None:
    render(tmp_path, VPC)
    whole = everything(tmp_path)
    (tmp_path / ".tfgen/manifest.json").unlink()
    assert render(tmp_path, VPC) == ()
    assert everything(tmp_path) == whole


def test_one_environment_leaves_the_others_alone(tmp_path: Path) -> None:
    render(tmp_path, VPC)
    put(tmp_path, {"envs/prod/main.tf": "edited by hand\n"})
    (tmp_path / "modules/vpc/main.tf").unlink()
    assert render(tmp_path, {"envs/dev/main.tf": "dev 2\n"}, scope={"dev"}) == ()
    assert tree_of(tmp_path) == {"envs/dev/main.tf": "dev 2\n", "envs/prod/main.tf": "edited by hand\n"}
    manifest, _ = load_manifest(tmp_path)
    assert manifest is not None
    assert list(manifest.files) == ["envs/dev/main.tf", "envs/prod/main.tf", "modules/vpc/main.tf"]


def test_an_environment_is_cleared_within_its_scope(tmp_path: Path) -> None:
    render(tmp_path, {**VPC, "envs/dev/old.tf": "old\n"})
    plan = planned(tmp_path, {"envs/dev/main.tf": "dev\n"}, scope={"dev"})
    assert kinds(plan) == {"envs/dev/main.tf": "same", "envs/dev/old.tf": "stale"}


def test_same_input_same_bytes_and_nothing_to_do(tmp_path: Path) -> None:
    render(tmp_path / "a", VPC)
    render(tmp_path / "b", dict(reversed(VPC.items())))
    assert everything(tmp_path / "a") == everything(tmp_path / "b")
    assert str(tmp_path) not in everything(tmp_path / "a")[".tfgen/manifest.json"]
    assert planned(tmp_path / "a", VPC).writes == ()


@pytest.mark.parametrize(
    "path",
    ["../main.tf", "/main.tf", "terraform.tfvars", "a/terraform.tfstate", ".terraform/x", ".terraform.lock.hcl"],
)
@pytest.mark.parametrize("force", [False, True])
def test_paths_that_are_never_written(tmp_path: Path, path: str, force: bool) -> None:
    assert codes(render(tmp_path, {path: "x", "main.tf": "x"}, force=force)) == ["TFG803"]
    assert everything(tmp_path) == {}


def test_what_is_in_the_way(tmp_path: Path) -> None:
    put(tmp_path, {"file": "mine", "folder/x": "mine"})
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    (tmp_path / "outside").symlink_to(tmp_path.parent)
    tree = {"file/a": "1", "folder": "1", "link": "1", "outside/a": "1", "pipe": "1", "A": "1", "a": "1"}
    diagnostics = render(tmp_path, tree, force=True)
    assert {d.file: d.code for d in diagnostics} == dict.fromkeys(
        ["file/a", "folder", "link", "outside/a", "pipe", "a"], "TFG803"
    )
    assert tree_of(tmp_path / "folder") == {"x": "mine"}
    assert not (tmp_path.parent / "a").exists()


def test_files_and_folders_trade_places(tmp_path: Path) -> None:
    render(tmp_path, {"a": "1", "b/c/d": "1", "b/e": "1"})
    assert render(tmp_path, {"a/b/c": "2", "b": "2"}) == ()
    assert everything(tmp_path).keys() >= {"a/b/c", "b"}
    assert tree_of(tmp_path) == {"a/b/c": "2", "b": "2"}


def test_a_folder_with_a_users_file_does_not_give_way(tmp_path: Path) -> None:
    render(tmp_path, {"b/c": "1"})
    put(tmp_path, {"b/terraform.tfstate": "state"})
    assert codes(render(tmp_path, {"b": "2"}, force=True)) == ["TFG803"]
    assert tree_of(tmp_path) == {"b/c": "1", "b/terraform.tfstate": "state"}


def test_stale_files_behind_a_link_are_forgotten(tmp_path: Path) -> None:
    root, shared = tmp_path / "root", tmp_path / "shared"
    render(root, {"modules/vpc/main.tf": "1", "main.tf": "1"})
    (root / "modules").rename(shared)
    (root / "modules").symlink_to(shared)
    assert render(root, {"main.tf": "1"}) == ()
    assert tree_of(shared) == {"vpc/main.tf": "1"}


def test_a_damaged_manifest_stops_the_run_unless_forced(tmp_path: Path) -> None:
    render(tmp_path, {"a": "1", "b": "1"})
    put(tmp_path, {".tfgen/manifest.json": "<<<<<<< HEAD"})
    assert codes(render(tmp_path, {"a": "1"})) == ["TFG805"]
    assert render(tmp_path, {"a": "1"}, force=True) == ()
    assert tree_of(tmp_path) == {"a": "1", "b": "1"}
    manifest, _ = load_manifest(tmp_path)
    assert manifest is not None
    assert list(manifest.files) == ["a"]


def test_the_ignore_file_is_written_once_and_then_the_users(tmp_path: Path) -> None:
    render(tmp_path, {"a": "1"})
    ignore = tmp_path / ".tfgen/.gitignore"
    assert ignore.read_text().splitlines()[1:] == ["/journal.json", "/lock", "/staging/", "/undo.json"]
    ignore.write_text("*.bak\n")
    render(tmp_path, {"a": "2"})
    assert ignore.read_text() == "*.bak\n"
