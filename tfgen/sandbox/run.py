"""The story of a sandbox run: write the tree, start the emulator, run the phases,
leave nothing behind.
"""

from __future__ import annotations

import shutil
import signal
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path, PurePosixPath
from types import FrameType
from typing import Literal

from msgspec.structs import replace

from tfgen.sandbox import phases
from tfgen.sandbox.emulator.launch import Emulator, start_emulator
from tfgen.sandbox.engine import DEAD_PROXY, Engine, terraform_environment
from tfgen.sandbox.errors import SandboxError
from tfgen.sandbox.messages import Changes
from tfgen.sandbox.mirror import Mirror
from tfgen.sandbox.override import override_files
from tfgen.sandbox.phases import Outcome, PhaseContext
from tfgen.sandbox.report import Event, EventKind, PhaseResult, PhaseStatus, Progress, SandboxReport
from tfgen.source import SourceFile

Until = Literal["init", "validate", "plan", "apply", "all"]
"""The last phase to run; ``apply`` includes the second plan, ``all`` also destroys."""

_OFFLINE = ("init", "validate")
"""Phases that ask AWS for nothing: they need no emulator."""

PHASES = ("init", "validate", "plan", "apply", "replan", "destroy")
_LAST: Mapping[Until, str] = {
    "init": "init",
    "validate": "validate",
    "plan": "plan",
    "apply": "replan",
    "all": "destroy",
}


def run_sandbox(
    tree: Sequence[SourceFile],
    root: str,
    *,
    endpoint_names: Iterable[str],
    mirror: Mirror,
    engine: Engine,
    variables: Mapping[str, str] | None = None,
    until: Until = "all",
    keep: bool = False,
    region: str = "us-east-1",
    progress: Progress = lambda _event: None,
) -> SandboxReport:
    """Run real Terraform on ``tree`` against an emulated AWS in a fresh temporary folder.

    ``tree`` holds the files by their relative paths (``envs/dev/main.tf``) with all local modules
    that they call; ``root`` is the folder to apply (``envs/dev``). ``endpoint_names`` are all
    arguments of the provider's ``endpoints`` block in the mirror's version. ``variables`` are input
    variables by name, as text (secrets too: they pass through the environment). ``region`` is for
    provider blocks that name none. ``keep`` leaves emulator and folder in place instead of
    destroying, whatever came of the phases.

    Raises SandboxError when it cannot start. Whatever ends it, an error, Ctrl-C or SIGTERM (raised
    as KeyboardInterrupt), all processes it started are stopped and its folder is removed.
    """
    with _terminable(), ExitStack() as cleanup:
        workspace = Path(tempfile.mkdtemp(prefix="tfgen-sandbox-"))
        cleanup.callback(shutil.rmtree, workspace, ignore_errors=True)
        emulator = _emulator_for(until, workspace, progress, cleanup)
        url = emulator.url if emulator else DEAD_PROXY
        overrides = override_files(tree, root, url, endpoint_names, mirror.version)
        folder = _write(workspace, (*tree, *overrides), root)
        environment = _environment(variables, region) | _temporary_folder(workspace)
        context = PhaseContext(engine, mirror, folder, environment, progress)
        report = _run_phases(context, "replan" if keep and until == "all" else _LAST[until])
        if not keep:
            return report
        cleanup.pop_all()
        return _kept(report, workspace, folder, emulator)


def _environment(variables: Mapping[str, str] | None, region: str) -> dict[str, str]:
    return terraform_environment(variables) | {"AWS_REGION": region, "AWS_DEFAULT_REGION": region}


def _temporary_folder(workspace: Path) -> dict[str, str]:
    """The variable for a folder that goes with the workspace.

    Terraform and its providers talk through sockets there, and leave them behind when they are
    killed. On Windows the variable is another one, and there are no such sockets.
    """
    folder = workspace / "tmp"
    folder.mkdir()
    return {"TMPDIR": str(folder)}


def _emulator_for(
    until: Until, workspace: Path, progress: Progress, cleanup: ExitStack
) -> Emulator | None:
    """The emulator that the phases need, stopped by ``cleanup``; None where they need none."""
    if until in _OFFLINE:
        return None
    emulator = _start_emulator(workspace, progress)
    cleanup.callback(emulator.stop)
    return emulator


def _start_emulator(workspace: Path, progress: Progress) -> Emulator:
    emulator = start_emulator(workspace / "emulator.log")
    progress(Event(EventKind.NOTE, text=f"emulated AWS at {emulator.url}"))
    return emulator


def _kept(
    report: SandboxReport, workspace: Path, folder: Path, emulator: Emulator | None
) -> SandboxReport:
    if emulator is None:
        return replace(report, folder=folder, workspace=workspace)
    emulator.keep()
    return replace(
        report, endpoint=emulator.url, folder=folder, workspace=workspace, pid=emulator.pid
    )


def _write(workspace: Path, files: Iterable[SourceFile], root: str) -> Path:
    """Write the files below ``workspace`` and return the folder of the root configuration."""
    for file in files:
        path = PurePosixPath(file.path)
        if path.is_absolute() or ".." in path.parts:
            raise SandboxError(f"{file.path} does not lie in the tree to apply")
        target = workspace / "tree" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(file.text, encoding="utf-8", newline="")
    return workspace / "tree" / root


def _run_phases(context: PhaseContext, last: str) -> SandboxReport:
    """Run the phases up to ``last``, and none after one that failed."""
    results: list[PhaseResult] = []
    counts: dict[str, Changes | None] = {}
    for name in PHASES:
        failed = any(result.status is PhaseStatus.FAILED for result in results)
        if failed or PHASES.index(name) > PHASES.index(last):
            results.append(PhaseResult(name, PhaseStatus.SKIPPED))
            continue
        context.progress(Event(EventKind.PHASE_STARTED, name))
        outcome = _phase(context, name, counts)
        counts[name] = outcome.changes
        result = outcome.result
        results.append(result)
        context.progress(
            Event(EventKind.PHASE_ENDED, name, seconds=result.seconds, text=result.summary)
        )
    return SandboxReport(
        tuple(results),
        context.engine,
        context.mirror.version,
        planned=_added(counts, "plan"),
        created=_added(counts, "apply"),
        destroyed=_removed(counts, "destroy"),
    )


def _phase(context: PhaseContext, name: str, counts: Mapping[str, Changes | None]) -> Outcome:
    match name:
        case "init":
            return phases.init(context)
        case "validate":
            return phases.validate(context)
        case "plan":
            return phases.plan(context)
        case "apply":
            return phases.apply(context, _added(counts, "plan") or 0)
        case "replan":
            return phases.replan(context)
        case _:
            return phases.destroy(context, _added(counts, "apply") or 0)


def _added(counts: Mapping[str, Changes | None], phase: str) -> int | None:
    changes = counts.get(phase)
    if changes is None:
        return None
    return changes.add


def _removed(counts: Mapping[str, Changes | None], phase: str) -> int | None:
    changes = counts.get(phase)
    if changes is None:
        return None
    return changes.remove


@contextmanager
def _terminable() -> Iterator[None]:
    """Make a request to end (SIGTERM, SIGHUP) a KeyboardInterrupt,
    so that everything is cleaned up on it too.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # signals belong to the main thread
        return

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = [
        (number, signal.signal(number, interrupt)) for number in (signal.SIGTERM, signal.SIGHUP)
    ]
    try:
        yield
    finally:
        for number, handler in before:
            signal.signal(number, handler)
