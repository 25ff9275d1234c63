import errno
import os
import resource
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.output.trees import codes, counting, everything, failing, planned, put, render, tree_of
from tfgen.output.apply import Applied, apply
from tfgen.output.disk import DISK
from tfgen.output.recover import locked

OLD = {
    "main.tf": "old\n",
    "same.tf": "same\n",
    "modules/gone/main.tf": "old\n",
    "modules/gone/deep/x.tf": "old\n",
    "swap": "a file\n",
    "swop/x": "in a folder\n",
}
NEW = {
    "main.tf": "new\n",
    "same.tf": "same\n",
    "modules/vpc/main.tf": "new\n",
    "swap/x": "in a folder\n",
    "swop": "a file\n",
}
STEPS = 75
"""At least as many as apply takes from OLD to NEW."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    render(tmp_path, OLD)
    put(tmp_path, {"modules/mine/x.tf": "mine\n", "modules/gone/deep/terraform.tfstate": "state\n"})
    return tmp_path


def test_the_tree_becomes_the_new_one(root: Path) -> None:
    done, diagnostics = apply(root, planned(root, NEW))
    assert diagnostics == ()
    assert done == Applied(
        written=("main.tf", "modules/vpc/main.tf", "swap/x", "swop"),
        removed=("modules/gone/deep/x.tf", "modules/gone/main.tf", "swap", "swop/x"),
    )
    users = {"modules/mine/x.tf": "mine\n", "modules/gone/deep/terraform.tfstate": "state\n"}
    assert tree_of(root) == {**NEW, **users}
    assert {p.name for p in (root / ".tfgen").iterdir()} == {".gitignore", "manifest.json", "lock"}


def test_emptied_folders_go(tmp_path: Path) -> None:
    render(tmp_path, {"a/b/c/x": "1", "a/y": "1"})
    (tmp_path / "users_empty").mkdir()
    render(tmp_path, {"z": "1"})
    assert everything(tmp_path).keys() == {"z", "users_empty/", ".tfgen/", ".tfgen/.gitignore", ".tfgen/manifest.json"}


def test_nothing_is_touched_when_nothing_changes(root: Path) -> None:
    before = {p: p.stat().st_mtime_ns for p in root.rglob("*")}
    disk = counting()
    assert apply(root, planned(root, OLD), disk) == (Applied((), ()), ())
    assert disk.steps == 0
    assert {p: p.stat().st_mtime_ns for p in root.rglob("*")} == before


def test_modes_are_kept_and_new_files_obey_the_umask(tmp_path: Path) -> None:
    render(tmp_path, {"a": "1"})
    (tmp_path / "a").chmod(0o640)
    umask = os.umask(0o027)
    try:
        render(tmp_path, {"a": "2", "b": "2"})
    finally:
        os.umask(umask)
    assert [oct(stat.S_IMODE((tmp_path / p).stat().st_mode)) for p in ("a", "b")] == ["0o640", "0o640"]
    (tmp_path / "a").chmod(0o600)
    render(tmp_path, {"a": "3", "b": "2"})
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600


def test_a_refused_plan_is_not_carried_out(root: Path) -> None:
    put(root, {"main.tf": "by hand"})
    before = everything(root)
    plan = planned(root, NEW)
    assert apply(root, plan) == (None, plan.diagnostics)
    assert codes(plan.diagnostics) == ["TFG801"]
    assert everything(root) == before


ERRORS = [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO]


@pytest.mark.parametrize(("step", "error"), [(step, ERRORS[step % 4]) for step in range(STEPS)])
def test_a_step_that_fails_leaves_the_old_tree(root: Path, step: int, error: int) -> None:
    before, disk = everything(root), failing(error, step)
    done, diagnostics = apply(root, planned(root, NEW), disk)
    if done is None:
        assert codes(diagnostics) == ["TFG806"]
        assert os.strerror(error) in diagnostics[0].detail
        assert everything(root) == before
    else:  # only the clearing up, after all was done, may fail unnoticed
        assert tree_of(root).items() >= NEW.items()
        assert (root / ".tfgen/staging").exists() == (step < disk.steps)
        assert render(root, OLD) == ()


def test_steps_counts_all_of_them(root: Path) -> None:
    disk = counting()
    render(root, NEW, disk)
    assert 40 < disk.steps <= STEPS


def test_when_undoing_fails_too_the_next_run_mends(root: Path) -> None:
    before = everything(root)
    disk = failing(errno.EIO, "replace main.tf")  # when it is written, and again when it is brought back
    [finding] = render(root, NEW, disk)
    assert (finding.code, "the next tfgen command mends that" in finding.detail) == ("TFG806", True)
    assert everything(root) != before
    assert render(root, NEW) == ()
    assert tree_of(root).items() >= NEW.items()


@contextmanager
def powerless(root: Path, mode: int) -> Iterator[None]:
    """As a user whom the permissions of folders bind, root being bound by none."""
    me, folders = os.geteuid(), [root, *(p for p in root.rglob("*") if p.is_dir())]
    for folder in folders:
        folder.chmod(mode)
    if me == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(me)
        for folder in folders:
            folder.chmod(0o755)


def test_a_read_only_folder() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        render(root, OLD)
        before = everything(root)
        with powerless(root, 0o555):
            [finding] = render(root, NEW)
        assert (finding.code, "Permission denied" in finding.detail) == ("TFG806", True)
        assert everything(root) == before


def test_a_file_that_cannot_be_read() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        render(root, OLD)
        (root / "main.tf").chmod(0)
        with powerless(root, 0o755):
            assert [(d.code, d.file) for d in planned(root, NEW).diagnostics] == [("TFG803", "main.tf")]
            assert codes(render(root, {"new.tf": "x"})) == ["TFG803"]


def test_a_write_that_the_system_itself_refuses(root: Path) -> None:
    before, limits = everything(root), resource.getrlimit(resource.RLIMIT_FSIZE)
    plan = planned(root, {**NEW, "large.tf": "x" * 100_000})
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, limits[1]))
    try:
        _, [finding] = apply(root, plan)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert (finding.code, "File too large" in finding.detail) == ("TFG806", True)
    assert everything(root) == before


def test_a_root_that_cannot_be_made(tmp_path: Path) -> None:
    put(tmp_path, {"file": ""})
    assert codes(render(tmp_path / "file/root", NEW)) == ["TFG806"]


def test_a_file_that_changes_after_the_plan_stops_the_run(root: Path) -> None:
    plan = planned(root, NEW)
    put(root, {"main.tf": "by hand"})
    before = everything(root)
    assert [(d.code, d.file) for d in apply(root, plan)[1]] == [("TFG804", "main.tf")]
    assert everything(root) == before


def test_another_run_that_writes_between_plan_and_apply(root: Path) -> None:
    same, other = planned(root, NEW), planned(root, {**NEW, "more.tf": "x"})
    render(root, NEW)
    assert apply(root, same)[1] == ()
    assert [(d.code, d.file) for d in apply(root, other)[1]] == [("TFG804", ".tfgen/manifest.json")]


def test_two_runs_at_once(root: Path) -> None:
    plan, before = planned(root, NEW), everything(root)
    with locked(root, DISK):
        assert codes(apply(root, plan)[1]) == ["TFG804"]
        assert everything(root) == before
    assert apply(root, plan)[1] == ()


RUN = """
import sys
from pathlib import Path
from tests.output.trees import codes, render
print(*codes(render(Path(sys.argv[1]), {f"{n}.tf": "new" * 1000 for n in range(40)})))
"""


def test_processes_that_race_leave_one_whole_tree(root: Path) -> None:
    repo = Path(__file__).parents[2]
    runs = [
        subprocess.Popen([sys.executable, "-c", RUN, str(root)], cwd=repo, stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    said = [r.communicate(timeout=60)[0].split() for r in runs]
    assert [r.returncode for r in runs] == [0] * 4
    assert [] in said
    assert {code for codes in said for code in codes} <= {"TFG804"}
    assert {p for p in tree_of(root) if "/" not in p} == {f"{n}.tf" for n in range(40)}
    assert planned(root, {f"{n}.tf": "new" * 1000 for n in range(40)}).writes == ()
