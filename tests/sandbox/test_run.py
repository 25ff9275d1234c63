import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from tests.sandbox.fakes import ROOT, fake_terraform, hook, summary
from tfgen.sandbox.engine import Engine
from tfgen.sandbox.errors import SandboxError
from tfgen.sandbox.mirror import Mirror
from tfgen.sandbox.report import Event, EventKind, SandboxReport
from tfgen.sandbox.run import run_sandbox
from tfgen.source import SourceFile

pytestmark = pytest.mark.slow

TREE = (SourceFile("envs/dev/main.tf", ROOT), SourceFile("modules/vpc/main.tf", 'resource "aws_vpc" "this" {}\n'))
GOOD = {
    "plan": {"lines": [summary("Plan: 2 to add, 0 to change, 0 to destroy.", add=2)]},
    "apply": {"lines": [hook("apply_complete", "aws_vpc.a", "create"), summary("Apply complete!", add=2)]},
    "replan": {"lines": [summary("Plan: 0 to add, 0 to change, 0 to destroy.")]},
    "destroy": {"lines": [summary("Destroy complete!", remove=2)]},
}


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that temporary folders are made in."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def sandbox(engine: Engine, tree: tuple[SourceFile, ...] = TREE, **options) -> SandboxReport:
    mirror = Mirror(Path("/mirror"), "aws", "3.39.0")
    return run_sandbox(tree, "envs/dev", endpoint_names=["ec2"], mirror=mirror, engine=engine, **options)


def statuses(report: SandboxReport) -> dict[str, str]:
    return {phase.name: str(phase.status) for phase in report.phases}


def test_a_green_run_leaves_nothing_behind(tmp_path, temporary, emulators):
    report = sandbox(fake_terraform(tmp_path, **GOOD))
    assert report.ok
    assert statuses(report) == dict.fromkeys(("init", "validate", "plan", "apply", "replan", "destroy"), "ok")
    assert (report.planned, report.created, report.destroyed) == (2, 2, 2)
    assert (report.endpoint, report.folder, report.pid) == (None, None, None)
    assert list(temporary.iterdir()) == []
    assert emulators[0].process.poll() is not None


def test_no_phase_runs_after_one_that_failed(tmp_path, temporary, emulators):
    report = sandbox(fake_terraform(tmp_path, **GOOD | {"plan": {"status": 1, "stderr": "Error: no\n\nNot at all."}}))
    assert not report.ok
    assert statuses(report) == {
        "init": "ok",
        "validate": "ok",
        "plan": "failed",
        "apply": "skipped",
        "replan": "skipped",
        "destroy": "skipped",
    }
    assert report.phases[2].errors == ("Error: no\n\nNot at all.",)
    assert list(temporary.iterdir()) == []
    assert emulators[0].process.poll() is not None


@pytest.mark.parametrize(
    ("until", "phases", "needs_aws"),
    [
        ("init", ["init"], False),
        ("validate", ["init", "validate"], False),
        ("plan", ["init", "validate", "plan"], True),
        ("apply", ["init", "validate", "plan", "apply", "replan"], True),
    ],
)
def test_a_run_can_end_earlier(tmp_path, emulators, until, phases, needs_aws):
    report = sandbox(fake_terraform(tmp_path, **GOOD), until=until)
    assert [phase.name for phase in report.phases if phase.status == "ok"] == phases
    assert report.ok
    assert len(emulators) == needs_aws


def test_the_tree_the_overrides_and_the_variables_are_there_for_terraform(tmp_path, emulators):
    look = "import os, sys, json; print(json.dumps({'valid': True, 'diagnostics': []}), file=sys.stdout); " + (
        "open(sys.argv[1], 'w').write(repr((sorted(os.listdir('.')), os.listdir('../../modules/vpc'), "
        "os.environ['TF_VAR_password'], os.environ['AWS_REGION'])))"
    )
    engine = Engine("x", "1", (sys.executable, "-c", look, str(tmp_path / "seen")))
    sandbox(engine, until="init", variables={"password": "made up"}, region="eu-west-1")
    expected = (["main.tf", "tfgen_sandbox_override.tf"], ["main.tf"], "made up", "eu-west-1")
    assert (tmp_path / "seen").read_text() == repr(expected)


def test_a_kept_sandbox_stays_up_until_it_is_stopped(tmp_path, temporary, emulators):
    report = sandbox(fake_terraform(tmp_path, **GOOD), keep=True)
    assert statuses(report)["destroy"] == "skipped"
    assert report.folder == next(temporary.iterdir()) / "tree/envs/dev"
    assert (report.folder / "main.tf").read_text() == ROOT
    assert (report.endpoint, report.pid) == ("http://127.0.0.1:9", emulators[0].pid)


def test_progress_tells_of_phases_and_resources(tmp_path, emulators):
    heard: list[Event] = []
    sandbox(fake_terraform(tmp_path, **GOOD), until="apply", progress=heard.append)
    assert [(event.kind, event.phase, event.address) for event in heard if event.phase in ("", "apply")] == [
        (EventKind.NOTE, "", ""),
        (EventKind.PHASE_STARTED, "apply", ""),
        (EventKind.DONE, "apply", "aws_vpc.a"),
        (EventKind.PHASE_ENDED, "apply", ""),
    ]


@pytest.mark.parametrize("path", ["/etc/passwd", "../main.tf", "envs/../../main.tf"])
def test_nothing_is_written_outside_the_temporary_folder(tmp_path, temporary, emulators, path):
    with pytest.raises(SandboxError, match="does not lie in the tree"):
        sandbox(fake_terraform(tmp_path), (SourceFile(path, ""),))
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_whatever_ends_a_run_everything_is_stopped_and_removed(tmp_path, temporary, emulators, error):
    def progress(event: Event) -> None:
        if event.phase == "apply" and event.kind is EventKind.DONE:
            raise error

    with pytest.raises(error):
        sandbox(fake_terraform(tmp_path, **GOOD), progress=progress)
    assert list(temporary.iterdir()) == []
    assert emulators[0].process.poll() is not None


WHOLE_PROCESS = """\
import signal, sys, tempfile
from pathlib import Path
from tests.sandbox.fakes import fake_terraform
from tests.sandbox.test_run import GOOD, sandbox
signal.signal(signal.SIGINT, signal.default_int_handler)
tempfile.tempdir = sys.argv[1]
engine = fake_terraform(Path(sys.argv[2]), **GOOD | {"apply": {"sleep": 60}})
sandbox(engine, progress=lambda event: print(event.kind, event.phase, event.text, flush=True))
"""


def children(pid: int) -> list[int]:
    """The processes that ``pid`` started, from /proc."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(") ", 1)[1].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            found.append(int(stat.parent.name))
    return found


def gone(pids: list[int]) -> bool:
    deadline = time.monotonic() + 10
    while any(Path(f"/proc/{pid}").exists() for pid in pids) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not any(Path(f"/proc/{pid}").exists() for pid in pids)


def wait_for_apply(process: subprocess.Popen[str]) -> None:
    assert process.stdout is not None
    while "phase-started apply" not in (line := process.stdout.readline()):
        assert line, "the process has ended"
    time.sleep(0.3)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks at processes through /proc")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_in_the_middle_of_apply_leaves_no_process_and_no_file(tmp_path, temporary, number):
    process = subprocess.Popen(
        (sys.executable, "-c", WHOLE_PROCESS, str(temporary), str(tmp_path)),
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
        start_new_session=True,
    )
    wait_for_apply(process)
    started = children(process.pid)
    assert len(started) == 2  # the emulator and Terraform
    os.kill(process.pid, number)
    assert process.wait(timeout=20) in (130, -signal.SIGINT)
    assert gone(started)
    assert list(temporary.iterdir()) == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks at processes through /proc")
def test_the_emulator_does_not_survive_a_kill(tmp_path, temporary):
    process = subprocess.Popen(
        (sys.executable, "-c", WHOLE_PROCESS.replace('"sleep": 60', '"sleep": 1'), str(temporary), str(tmp_path)),
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    wait_for_apply(process)
    started = children(process.pid)
    process.kill()
    process.wait()
    assert gone(started)
