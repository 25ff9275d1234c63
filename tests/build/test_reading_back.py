"""Files read back while others are built: in a second process or here, and kept for the next run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.reading import REPOSITORY
from tfgen.build import read_back_process
from tfgen.build.read_back_process import ReadBackProcess
from tfgen.build.reading_back import BackReader
from tfgen.diagnostics import NOT_READ_BACK, NOTHING_FOUND, CheckResult, Skipped
from tfgen.source import Origin, SourceFile
from tfgen.terraform.hcl.read_back import identity, python_hcl2, read
from tfgen.terraform.hcl.read_back.read import ReadBack

GOOD = SourceFile("modules/m/main.tf", "a = 1\nb = 2\n")
UNREAD = SourceFile("modules/m/heredoc.tf", "a = <<EOT\n${x}\nEOT\n")
README = SourceFile("modules/m/README.md", "not HCL")
FILES = (GOOD, UNREAD, README)

EXPECTED = CheckResult((), (Skipped(1, NOT_READ_BACK),))


def read_all(cache: Path | None, jobs: int, *groups: tuple[SourceFile, ...]) -> CheckResult:
    with BackReader(cache, jobs) as reader:
        for number, files in enumerate(groups):
            reader.submit(f"modules/m{number}", files)
        return reader.finish()


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the files that were read in this process."""
    paths: list[str] = []
    original: Callable[[SourceFile], ReadBack] = read.read_back

    def noted(file: SourceFile) -> ReadBack:
        paths.append(file.path)
        return original(file)

    monkeypatch.setattr(read, "read_back", noted)
    return paths


@pytest.mark.parametrize("jobs", [1, 2])
def test_terraform_files_are_read(jobs: int, read_here: list[str]) -> None:
    assert read_all(None, jobs, FILES) == EXPECTED
    assert read_here == ([GOOD.path, UNREAD.path] if jobs == 1 else [])


def test_without_files_there_is_nothing_to_do_and_no_process() -> None:
    with BackReader(None, 2) as reader:
        assert reader.finish() == NOTHING_FOUND
        assert reader._process is None


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_are_kept_beside_what_was_built(jobs: int, tmp_path: Path, read_here: list[str]) -> None:
    assert read_all(tmp_path, jobs, FILES, (GOOD,)) == EXPECTED
    assert sorted(p.name for p in (tmp_path / "modules").iterdir()) == ["m0.read-back", "m1.read-back"]
    read_here.clear()
    assert read_all(tmp_path, 1, FILES, (GOOD,)) == EXPECTED
    assert read_here == []
    changed = SourceFile(GOOD.path, "a = 3\n")
    assert read_all(tmp_path, 1, FILES, (changed,)) == EXPECTED
    assert read_here == [changed.path]


def test_another_version_of_python_hcl2_reads_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read_here: list[str]
) -> None:
    read_all(tmp_path, 1, (GOOD,))
    monkeypatch.setattr(identity, "identity", lambda: "another")
    read_all(tmp_path, 1, (GOOD,))
    assert read_here == [GOOD.path] * 2


@pytest.mark.skipif(os.name == "nt", reason="owners and modes are not those of Windows")
def test_what_others_could_have_written_is_read_again(tmp_path: Path, read_here: list[str]) -> None:
    read_all(tmp_path, 1, (GOOD,))
    (tmp_path / "modules" / "m0.read-back").chmod(0o666)
    read_all(tmp_path, 1, (GOOD,))
    assert read_here == [GOOD.path] * 2


@pytest.mark.parametrize("damage", [lambda b: b"", lambda b: b[:-1], lambda b: b + b"x"])
def test_a_damaged_result_is_read_again(damage: Callable[[bytes], bytes], tmp_path: Path, read_here: list[str]) -> None:
    read_all(tmp_path, 1, (GOOD,))
    kept = tmp_path / "modules" / "m0.read-back"
    kept.write_bytes(damage(kept.read_bytes()))
    read_all(tmp_path, 1, (GOOD,))
    assert read_here == [GOOD.path] * 2


def test_a_difference_names_the_template_line(monkeypatch: pytest.MonkeyPatch) -> None:
    original = python_hcl2.outline_of
    monkeypatch.setattr(python_hcl2, "outline_of", lambda text: original(text.replace("2", "3")))
    file = SourceFile(GOOD.path, GOOD.text, (None, Origin("m/main.tf.jinja", 7, "services.m")))
    (found,) = read_all(None, 1, (file,)).diagnostics
    assert (found.code, found.file, found.template, found.template_line, found.stack_key) == (
        *("TFG206", GOOD.path, "m/main.tf.jinja"),
        *(7, "services.m"),
    )


def test_a_difference_is_kept_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read_here: list[str]) -> None:
    original = python_hcl2.outline_of
    monkeypatch.setattr(python_hcl2, "outline_of", lambda text: original(text.replace("2", "3")))
    first = read_all(tmp_path, 1, (GOOD,))
    assert len(first.diagnostics) == 1
    assert read_all(tmp_path, 1, (GOOD,)) == first
    assert read_here == [GOOD.path]


class TestProcess:
    def test_a_program_of_its_own_reads_the_same(
        self, monkeypatch: pytest.MonkeyPatch, read_here: list[str], tmp_path: Path
    ) -> None:
        monkeypatch.setattr(read_back_process.sys, "platform", "darwin")
        monkeypatch.chdir(tmp_path)
        (tmp_path / "msgspec.py").write_text("raise SystemExit(1)")  # what lies about must not be imported
        assert read_all(None, 2, FILES) == EXPECTED
        assert read_here == []

    def test_more_than_a_pipe_holds(self, read_here: list[str]) -> None:
        big = SourceFile("a.tf", "".join(f'a{n} = "{"x" * 90}"\n' for n in range(2000)))
        assert read_all(None, 2, (big, GOOD), (big,)).diagnostics == ()
        assert read_here == []

    @pytest.mark.parametrize("platform", ["linux", "darwin"])
    def test_where_no_process_can_be_started(
        self, platform: str, monkeypatch: pytest.MonkeyPatch, read_here: list[str]
    ) -> None:
        def refused(*_: object, **__: object) -> int:
            raise OSError("no more processes")

        monkeypatch.setattr(read_back_process.sys, "platform", platform)
        monkeypatch.setattr(read_back_process.os, "fork", refused)
        monkeypatch.setattr(read_back_process.subprocess, "Popen", refused)
        assert read_all(None, 2, FILES) == EXPECTED
        assert read_here == [GOOD.path, UNREAD.path]

    def test_a_frozen_program_starts_nothing(self, monkeypatch: pytest.MonkeyPatch, read_here: list[str]) -> None:
        monkeypatch.setattr(read_back_process.sys, "platform", "darwin")
        monkeypatch.setattr(read_back_process.sys, "frozen", True, raising=False)
        assert read_all(None, 2, FILES) == EXPECTED
        assert read_here == [GOOD.path, UNREAD.path]

    def test_a_process_that_is_killed(self, read_here: list[str]) -> None:
        with BackReader(None, 2) as reader:
            reader.get_ready()
            assert reader._process
            assert reader._process._child
            os.kill(reader._process._child.pid, signal.SIGKILL)
            reader.submit("modules/m", FILES)
            assert reader.finish() == EXPECTED
        assert read_here == [GOOD.path, UNREAD.path]

    def test_a_process_that_fails_half_way(self, monkeypatch: pytest.MonkeyPatch, read_here: list[str]) -> None:
        here, original = os.getpid(), read_back_process.read_back

        def failing(file: SourceFile) -> ReadBack:
            if os.getpid() != here and file is not None and file.path == UNREAD.path:
                raise MemoryError
            return original(file)

        monkeypatch.setattr(read_back_process, "read_back", failing)
        assert read_all(None, 2, FILES) == EXPECTED
        assert read_here == [UNREAD.path]

    def test_it_is_gone_after_a_failure_of_the_parent(self) -> None:
        pids: list[int] = []

        def fail() -> None:
            with BackReader(None, 2) as reader:
                reader.submit("modules/m", FILES)
                assert reader._process
                assert reader._process._child
                pids.append(reader._process._child.pid)
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            fail()
        with pytest.raises(ChildProcessError):
            os.waitpid(pids[0], 0)

    def test_it_ends_with_a_parent_that_is_killed(self) -> None:
        """It writes its id, waits for a file that never comes, and must not wait for ever."""
        script = (
            "import time\nfrom tfgen.build.read_back_process import ReadBackProcess\n"
            "print(ReadBackProcess()._child.pid, flush=True)\ntime.sleep(60)\n"
        )
        environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
        parent = subprocess.Popen([sys.executable, "-c", script], env=environment, stdout=subprocess.PIPE)
        assert parent.stdout
        child = int(parent.stdout.readline())
        parent.kill()
        parent.wait()
        parent.stdout.close()
        assert _is_gone(child)

    def test_an_interrupt_is_left_to_the_parent(self) -> None:
        process = ReadBackProcess()
        try:
            process.submit([GOOD])
            assert process._child
            time.sleep(0.5)
            os.kill(process._child.pid, signal.SIGINT)
            assert process.results() == [ReadBack()]
        finally:
            process.end()


def _is_gone(pid: int) -> bool:
    """Whether a process that is no child of ours ends within 20 seconds; one that nobody waits for counts as gone."""
    for _ in range(200):
        try:
            state = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state in "ZX":
            return True
        time.sleep(0.1)
    return False
