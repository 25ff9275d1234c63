from pathlib import Path

import pytest

from tests.output.trees import put
from tfgen.output.paths import collisions, link_on_way, obstacle, path_problem


@pytest.mark.parametrize("path", ["main.tf", "envs/dev/main.tf", "modules/s3_bucket/README.md", "a b/ü.tf", "..a/b"])
def test_good_paths(path: str) -> None:
    assert path_problem(path) == ""


NOT_BELOW = ["", "/", "/a", "../a", "a/../b", "./a", "a//b", "a/", "a\\b", "C:a", "a\0b", "a\nb", "\ud800"]
TERRAFORMS = [".terraform/x", "dev/.terraform/modules.json", ".terraform.lock.hcl", "a/.Terraform.lock.hcl"]
STATES = ["terraform.tfstate", "a/terraform.tfstate.backup", "x.tfvars", "x.auto.tfvars.json"]
OTHERS = [".git/config", ".tfgen/x", ".TFGEN/lock"]


@pytest.mark.parametrize("path", [*NOT_BELOW, *TERRAFORMS, *STATES, *OTHERS])
def test_paths_that_are_never_written(path: str) -> None:
    assert path_problem(path) != ""


@pytest.mark.parametrize(
    ("paths", "clashes"),
    [
        (["a", "b", "a.tf"], {}),
        (["a/x", "b/x", "a/y"], {}),
        (["a", "A"], {"A": "a"}),
        (["a", "a"], {"a": "a"}),
        (["é", "e\u0301"], {"e\u0301": "é"}),
        (["a/b/c", "a"], {"a/b/c": "a"}),
        (["A", "a/b/c"], {"a/b/c": "A"}),
    ],
)
def test_collisions(paths: list[str], clashes: dict[str, str]) -> None:
    assert collisions(paths) == clashes


def test_links_are_found_on_the_way(tmp_path: Path) -> None:
    put(tmp_path, {"real/a": ""})
    (tmp_path / "link").symlink_to("real")
    assert link_on_way(tmp_path, "real/a") is None
    assert link_on_way(tmp_path, "link/a") == "link"
    assert link_on_way(tmp_path, "link") == "link"
    assert link_on_way(tmp_path / "link", "a") is None  # the root itself may be a link


@pytest.mark.parametrize(
    ("path", "going", "says"),
    [
        ("new/x", [], ""),
        ("d/a", [], ""),
        ("d/a/x", [], "d/a is a file where a folder belongs"),
        ("d/a/x", ["d/a"], ""),
        ("d", [], "a folder stands"),
        ("d", ["d/a"], "a folder stands"),
        ("d", ["d/a", "d/e/b"], ""),
        ("empty", [], "a folder stands"),
    ],
)
def test_obstacles(tmp_path: Path, path: str, going: list[str], says: str) -> None:
    put(tmp_path, {"d/a": "", "d/e/b": ""})
    (tmp_path / "empty").mkdir()
    why = obstacle(tmp_path, path, going)
    assert why == says or (says and why.startswith(says))
