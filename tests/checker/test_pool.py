"""Cases judged here or in several processes: the same findings in the same order."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import tfgen.terraform.config.load
from tfgen.checker import pool
from tfgen.diagnostics import Diagnostics
from tfgen.pipelines.check import Checked, CheckRequest
from tfgen.pipelines.check import check as check_folders
from tfgen.source import SourceFile
from tfgen.suppress.policy import SuppressionPolicy
from tfgen.terraform.hcl.parse import parse
from tfgen.terraform.hcl.syntax import Body

ROOTS = 6


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Several roots with a finding each, two of which call one module; worth more than one process."""
    monkeypatch.setattr(pool, "MIN_PROCESS_BYTES", 1)
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
    return check_folders(CheckRequest((root / "tree",), policy=SuppressionPolicy(), cache=cache, processes=jobs))


def test_one_or_more_processes_find_the_same(tree: Path) -> None:
    one = check(tree, 1)
    assert [d.code for d in one.result.diagnostics].count("TFG401") == ROOTS
    assert [d.code for d in one.result.diagnostics].count("TFG405") == 2
    assert check(tree, 2) == one
    assert check(tree, 5) == one


def test_with_or_without_a_cache_too(tree: Path) -> None:
    one = check(tree, 1)
    cache = tree / "cache"
    assert [check(tree, jobs, cache) for jobs in (2, 1, 2)] == [one] * 3
    assert len(list(cache.iterdir())) == ROOTS - 1
    (tree / "tree" / "r0" / "main.tf").write_text("")
    assert check(tree, 2, cache) == check(tree, 1) != one


def test_the_files_of_one_big_case_are_parsed_by_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tree").mkdir()
    for number in range(8):
        outputs = (f'output "a{number}_{i}" {{\n  value = local.a{number}_{i}\n}}\n' for i in range(40))
        locals_ = "\n".join(f'  a{number}_{i} = "{i}"' for i in range(1, 40))
        (tmp_path / "tree" / f"{number}.tf").write_text(f"locals {{\n{locals_}\n}}\n" + "".join(outputs))
    one = check(tmp_path, 1)
    assert [d.file.rsplit("/", 1)[-1] for d in one.result.diagnostics if d.file] == [f"{n}.tf" for n in range(8)]

    here, parsed_here = os.getpid(), []

    def noted(file: SourceFile) -> tuple[Body | None, Diagnostics]:
        if os.getpid() == here:
            parsed_here.append(file.path)
        return parse(file)

    monkeypatch.setattr(pool, "MIN_PROCESS_BYTES", 1)
    monkeypatch.setattr(tfgen.terraform.config.load, "parse", noted)
    assert check(tmp_path, 3) == one
    assert parsed_here == []


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
