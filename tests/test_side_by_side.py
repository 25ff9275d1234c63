"""Cases judged here or in several processes: the same findings in the same order."""

from __future__ import annotations

from pathlib import Path

import pytest

from tfgen import side_by_side
from tfgen.adopting.adoption import Adoption
from tfgen.checking import Checked, check_directories

ROOTS = 6


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Several roots with a finding each, two of which call one module; worth more than one process."""
    monkeypatch.setattr(side_by_side, "WORTH", 1)
    for number in range(ROOTS):
        folder = tmp_path / "tree" / f"r{number}"
        folder.mkdir(parents=True)
        call = 'module "m" {\n  source = "../m"\n}\n' if number in (1, 4) else ""
        (folder / "main.tf").write_text(f'output "a" {{\n  value = local.x{number}\n}}\n{call}')
    (tmp_path / "tree" / "m").mkdir()
    (tmp_path / "tree" / "m" / "main.tf").write_text(
        'variable "a" {\n  type = string\n}\noutput "b" {\n  value = var.a\n}\n'
    )
    return tmp_path


def check(root: Path, jobs: int, cache: Path | None = None) -> Checked:
    return check_directories([root / "tree"], None, None, Adoption(), cache=cache, jobs=jobs)


def test_one_or_more_processes_find_the_same(tree: Path) -> None:
    one = check(tree, 1)
    assert [d.code for d in one.found].count("TFG401") == ROOTS
    assert [d.code for d in one.found].count("TFG405") == 2
    assert check(tree, 2) == one
    assert check(tree, 5) == one


def test_with_or_without_a_cache_too(tree: Path) -> None:
    one = check(tree, 1)
    cache = tree / "cache"
    assert [check(tree, jobs, cache) for jobs in (2, 1, 2)] == [one] * 3
    assert len(list(cache.iterdir())) == ROOTS - 1
    (tree / "tree" / "r0" / "main.tf").write_text("")
    assert check(tree, 2, cache) == check(tree, 1) != one


def test_where_no_process_can_be_started(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError("no more processes")

    one = check(tree, 1)
    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", refused)
    assert check(tree, 2) == one


def test_directories_that_call_in_a_ring_are_one_case(tmp_path: Path) -> None:
    for here, there in (("a", "b"), ("b", "c"), ("c", "a")):
        (tmp_path / "tree" / here).mkdir(parents=True)
        (tmp_path / "tree" / here / "main.tf").write_text(f'module "x" {{\n  source = "../{there}"\n}}\n')
    check(tmp_path, 1, tmp_path / "cache")
    assert len(list((tmp_path / "cache").iterdir())) == 1
