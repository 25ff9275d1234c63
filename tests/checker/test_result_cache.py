"""Verdicts kept from earlier runs: found again when nothing changed, and only then."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import tfgen.checker.run_job
from tfgen.checker.job import Job, JobResult
from tfgen.checker.result_cache import ResultCache
from tfgen.pipelines.check import Checked, CheckRequest
from tfgen.pipelines.check import check as check_folders
from tfgen.suppress.policy import SuppressionPolicy
from tfgen.terraform.config.parse_cache import ParseCache

MODULE = 'variable "a" {\n  type = string\n}\noutput "b" {\n  value = var.a\n}\n'
CALL = 'module "m" {\n  source = "../m"\n  a      = "x"\n}\noutput "x" {\n  value = module.m.b\n}\n'
TREE = {"m/main.tf": MODULE, "root/main.tf": CALL, "other/main.tf": 'output "a" {\n  value = 1\n}\n'}

Check = Callable[..., Checked]


@pytest.fixture
def run_job(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """The cases that are really judged, by the names of their roots."""
    jobs_: list[tuple[str, ...]] = []
    judge = tfgen.checker.run_job.run_job

    def noted(job: Job, parse_cache: ParseCache) -> JobResult:
        jobs_.append(tuple(Path(root).name for root in job.roots))
        return judge(job, parse_cache)

    monkeypatch.setattr(tfgen.checker.run_job, "run_job", noted)
    return jobs_


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Check:
    """Write files below ``tree`` (None removes one), then check it with a cache beside it."""
    (tmp_path / "tree").mkdir()
    monkeypatch.chdir(tmp_path)

    def checked(
        tree: Mapping[str, str | None], cache: Path | None = tmp_path / "cache", version: str = "6.62.0"
    ) -> Checked:
        for path, text in tree.items():
            file = tmp_path / "tree" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            if text is None:
                file.unlink()
            else:
                file.write_text(text)
        return check_folders(CheckRequest((Path("tree"),), version=version, policy=SuppressionPolicy(), cache=cache))

    return checked


def codes(checked: Checked) -> list[tuple[str | None, str]]:
    return [(d.file, d.code) for d in checked.result.diagnostics]


Judged = list[tuple[str, ...]]


class TestWhatIsFoundAgain:
    def test_an_unchanged_tree_is_not_judged_again(self, check: Check, run_job: Judged) -> None:
        broken = {**TREE, "other/main.tf": 'output "a" {\n  value = local.x\n}\n'}
        first = check(broken)
        assert run_job == [("m", "root"), ("other",)]
        assert check({}) == first
        assert codes(first) == [("tree/other/main.tf", "TFG401")]
        assert len(run_job) == 2

    def test_what_is_written_again_with_another_time_is_the_same(self, check: Check, run_job: Judged) -> None:
        check(TREE)
        os.utime("tree/m/main.tf", (1, 1))
        check(TREE)
        assert len(run_job) == 2

    def test_only_what_a_change_can_reach_is_judged_again(self, check: Check, run_job: Judged) -> None:
        check(TREE)
        run_job.clear()
        check({"other/main.tf": 'output "a" {\n  value = 2\n}\n'})
        assert run_job == [("other",)]

    def test_the_text_that_was_there_before(self, check: Check, run_job: Judged) -> None:
        first = check(TREE)
        check({"other/main.tf": ""})
        run_job.clear()
        assert check(TREE) == first
        assert run_job == []

    def test_ignores_count(self, check: Check, run_job: Judged) -> None:
        tree = {"a/main.tf": 'output "a" {\n  value = local.x # tfgen:ignore TFG401 not yet there\n}\n'}
        first = check(tree)
        assert (first.result.diagnostics, first.result.suppressed.ignored) == ((), 1)
        assert check({}) == first
        assert len(run_job) == 1


class TestWhatChanged:
    def test_a_called_module(self, check: Check) -> None:
        assert codes(check(TREE)) == []
        assert codes(check({"m/main.tf": MODULE.replace('"a"', '"z"').replace("var.a", "var.z")})) != []

    def test_a_module_that_is_only_called_from_elsewhere(self, check: Check, tmp_path: Path) -> None:
        (tmp_path / "m").mkdir()
        (tmp_path / "m" / "main.tf").write_text(MODULE)
        tree = {"root/main.tf": CALL.replace("../m", "../../m")}
        assert codes(check(tree)) == []
        (tmp_path / "m" / "main.tf").write_text("")
        assert [file for file, _ in codes(check({}))] == ["tree/root/main.tf"] * 2

    def test_a_called_directory_that_was_not_there(self, check: Check) -> None:
        assert codes(check({"root/main.tf": CALL})) != []
        assert codes(check({"m/main.tf": MODULE})) == []

    def test_a_file_that_is_new_or_gone(self, check: Check) -> None:
        use = {"a/main.tf": 'output "a" {\n  value = local.x\n}\n'}
        assert codes(check(use)) == [("tree/a/main.tf", "TFG401")]
        assert codes(check({"a/locals.tf": "locals {\n  x = 1\n}\n"})) == []
        assert codes(check({"a/locals.tf": None})) == [("tree/a/main.tf", "TFG401")]

    @pytest.mark.parametrize(
        ("expression", "file", "good", "bad"),
        [
            ('templatefile("x.tpl", { n = 1 })', "a/x.tpl", "${n}", "${missing}"),
            ('jsondecode(file("x.json"))', "a/x.json", "{}", "{"),
            ('file("x.txt")', "a/x.txt", "", None),
        ],
    )
    def test_a_file_that_a_function_reads(
        self, check: Check, run_job: Judged, expression: str, file: str, good: str, bad: str | None
    ) -> None:
        tree = {"a/main.tf": f'output "a" {{\n  value = {expression}\n}}\n', file: good}
        assert codes(check(tree)) == []
        assert codes(check({})) == []
        assert len(run_job) == 1
        assert [code for _, code in codes(check({file: bad}))] != []
        assert codes(check({file: good})) == []

    def test_the_version_of_the_provider(self, check: Check) -> None:
        tree = {"a/main.tf": 'resource "aws_eip" "x" {\n  vpc = true\n}\n'}
        assert codes(check(tree, version="5.100.0")) != codes(check({}, version="6.62.0"))

    def test_the_folder_it_is_called_from(self, check: Check, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        check({"a/main.tf": 'output "a" {\n  value = local.x\n}\n'})
        monkeypatch.chdir(tmp_path / "tree")
        again = check_folders(
            CheckRequest((Path("a"),), version="6.62.0", policy=SuppressionPolicy(), cache=tmp_path / "cache")
        )
        assert codes(again) == [("a/main.tf", "TFG401")]

    def test_the_settings(self, check: Check) -> None:
        tree = {"a/main.tf": 'output "a" {\n  value = local.x\n}\n'}
        assert len(check(tree).result.diagnostics) == 1
        assert check({".tfgen.yaml": "check:\n  disable: [TFG401]\n"}).result.diagnostics == ()


class TestTheFolder:
    def files(self) -> list[Path]:
        return sorted(Path("cache").iterdir())

    @pytest.mark.parametrize(
        "harm",
        [
            lambda content: b"",
            lambda content: content[:-1],
            lambda content: content[:-9] + bytes([content[-9] ^ 1]) + content[-8:],
            lambda content: b"\x80" * len(content),
        ],
        ids=["emptied", "cut short", "changed", "overwritten"],
    )
    def test_damaged_entries_are_made_again(
        self, check: Check, run_job: Judged, harm: Callable[[bytes], bytes]
    ) -> None:
        first = check(TREE)
        for file in self.files():
            file.write_bytes(harm(file.read_bytes()))
        assert check({}) == first
        assert len(run_job) == 4
        assert check({}) == first
        assert len(run_job) == 4

    def test_a_whole_file_of_nonsense(self, check: Check, run_job: Judged) -> None:
        from tfgen.cache import store

        check(TREE)
        for file in self.files():
            store.write(file, bytes.fromhex(file.stem), pickle.dumps(1)[:-1])
        check({})
        assert len(run_job) == 4

    def test_entries_that_others_may_have_written_are_not_read(self, check: Check, run_job: Judged) -> None:
        check(TREE)
        for file in self.files():
            file.chmod(0o666)
        check({})
        assert len(run_job) == 4

    def test_a_cache_that_cannot_be_written(self, check: Check, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        assert codes(check(TREE, tmp_path / "file" / "cache")) == []

    def test_no_cache(self, check: Check, run_job: Judged) -> None:
        assert check(TREE, None) == check({}, None)
        assert len(run_job) == 4
        assert not Path("cache").exists()

    def test_it_is_bounded_and_the_oldest_goes_first(self, check: Check, tmp_path: Path) -> None:
        check(TREE)
        old, new = self.files()
        os.utime(old, (1, 1))
        cache = ResultCache.of(tmp_path / "cache", None)
        assert cache is not None
        cache.store.sweep(old.stat().st_size + new.stat().st_size)
        assert self.files() == [old, new]
        cache.store.sweep(old.stat().st_size + new.stat().st_size - 1)
        assert self.files() == [new]
        cache.store.sweep(0)
        assert self.files() == []

    def test_what_is_used_does_not_grow_old(self, check: Check) -> None:
        check(TREE)
        for file in self.files():
            os.utime(file, (1, 1))
        check({})
        assert all(file.stat().st_mtime > 1 for file in self.files())

    def test_several_runs_at_once(self, check: Check, tmp_path: Path) -> None:
        first = check(TREE)
        command = [sys.executable, "-m", "tfgen", "check", "--provider", "aws=6.62.0", "tree"]
        environment = {
            **os.environ,
            "TFGEN_CACHE_DIR": str(tmp_path / "shared"),
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        runs = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) for _ in range(3)]
        assert [(run.communicate()[0], run.returncode) for run in runs] == [(b"No findings.\n", 0)] * 3
        assert len(list((tmp_path / "shared" / "checks").glob("*.result"))) == 2
        assert not list((tmp_path / "shared" / "checks").glob(".*"))
        assert first.result.diagnostics == ()


def test_a_call_that_only_the_parser_sees(check: Check, run_job: Judged) -> None:
    """What the look at the bytes misses is judged all the same, and not kept."""
    call = CALL.replace('"../m"', '"..\\u002fm"')
    assert codes(check({"root/main.tf": call, "m/main.tf": MODULE})) == []
    bad = MODULE.replace('"a"', '"z"').replace("var.a", "var.z")
    assert codes(check({"m/main.tf": bad})) != []
