"""Runs ``tfgen check`` over inputs, in this process, and says which of them it does not bear.

What may not happen: an exception that comes out, another exit status than 0, 1 or 2, 1 without a message, more than
ten seconds of processor time for an input, more memory than the limit, a SARIF report that its schema refuses.
"""

from __future__ import annotations

import io
import json
import shutil
import signal
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from tests.fuzz.model import Input
from tests.report.sarif_judge import problems
from tfgen.cli.root import run

LIMIT = 10.0
"""Seconds of processor time for one input."""

REPORTS = ("sarif", "junit", "github", "json")
MODES: dict[str, tuple[int, tuple[str, ...]]] = {
    "check": (70, ()),
    "fix": (12, ("--unsafe-fixes",)),
    "baseline": (6, ("--baseline", "base.json", "--write-baseline")),
    "note": (6, ("--fail-level", "note", "--provider", "aws=3.39.0")),
    "diff": (6, ("--diff",)),
}
"""How often, and with which options, inputs are checked."""


class HangError(BaseException):
    """The time is over. No ``Exception``: nothing in the program may catch it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a run: ``problem`` is empty when all was well."""

    seconds: float
    problem: str = ""


def check(given: Sequence[Input], mode: str, folder: Path, limit: float = LIMIT) -> Outcome:
    """Check some inputs in one run; each gets a folder of its own in ``folder``."""
    for i, one in enumerate(given):
        write(one, folder / f"i{i}")
    arguments = ["-C", str(folder), "check", *(f"i{i}" for i in range(len(given))), *MODES[mode][1]]
    if mode != "diff":
        arguments += [a for name in REPORTS for a in ("--output", f"{name}=out.{name}")]
    began = time.process_time()
    try:
        problem = _run(arguments, limit)
        seconds = time.process_time() - began
        problem = problem or _of_sarif(folder / "out.sarif")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
    return Outcome(seconds, problem)


def _run(arguments: list[str], limit: float) -> str:
    out, err = io.StringIO(), io.StringIO()
    try:
        with chdir("."), _at_most(limit), redirect_stdout(out), redirect_stderr(err):
            status = run(arguments)
    except HangError:
        return f"hang: more than {limit} s\n" + _where()
    except MemoryError:
        return "memory\n" + _where()
    except BaseException:
        return "traceback\n" + _where()
    if status not in (0, 1, 2):
        return f"exit status {status}"
    if "Traceback (most recent call last)" in err.getvalue():
        return "traceback\n" + err.getvalue()
    return "exit status 1 without a message" if status == 1 and not err.getvalue().strip() else ""


def _of_sarif(report: Path) -> str:
    """Whether a report is there, and not as the standard wants it."""
    if not report.is_file():
        return ""
    wrong = list(problems(json.loads(report.read_text(encoding="utf-8"))))
    return "SARIF\n" + "\n".join(wrong[:5]) if wrong else ""


def _where() -> str:
    text = traceback.format_exc()
    return text if len(text) < 6000 else f"{text[:1500]}\n...\n{text[-3000:]}"


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    def over(_: int, __: FrameType | None) -> None:
        raise HangError

    before = signal.signal(signal.SIGPROF, over)
    signal.setitimer(signal.ITIMER_PROF, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def write(given: Input, folder: Path) -> None:
    """Write an input's files and links."""
    for name, content in given.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    folder.mkdir(parents=True, exist_ok=True)
    for name, target in given.links.items():
        if not (folder / name).exists():
            (folder / name).symlink_to(target)
