"""Runs a child process in a group of its own, hands its lines on as they come,
and leaves nothing behind.
"""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import IO, Literal

from msgspec import Struct

GRACE = 3.0
"""Seconds a child has after an interrupt before it is killed;
Terraform stops its providers in them.
"""

_Stream = Literal["stdout", "stderr"]
_Item = tuple[_Stream, str | None]


class Completed(Struct, frozen=True):
    """A process that has ended: its exit status (negative: killed by that signal) and all it wrote."""

    status: int
    stdout: str
    stderr: str


def run_process(
    command: Sequence[str],
    cwd: Path,
    env: Mapping[str, str],
    on_line: Callable[[str], None] | None = None,
    timeout: float | None = None,
) -> Completed:
    """Run ``command`` to its end; see ``engine.run`` for ``on_line``, ``timeout`` and Ctrl-C.

    Raises FileNotFoundError when the command or ``cwd`` is not there.
    """
    child = subprocess.Popen(
        command,
        cwd=cwd,
        env=dict(env),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,  # a Ctrl-C in the terminal reaches us only, and we pass it on once
    )
    try:
        deadline = None if timeout is None else time.monotonic() + timeout
        texts = _follow(child, on_line, deadline)
        return Completed(child.wait(), texts["stdout"], texts["stderr"])
    except BaseException:
        stop(child)
        raise


def stop(child: subprocess.Popen[str], grace: float = GRACE) -> None:
    """Interrupt ``child``, wait up to ``grace`` seconds, then kill its whole group.
    It must lead that group.
    """
    try:
        with suppress(ProcessLookupError):
            os.kill(child.pid, signal.SIGINT)
        _ended_within(child, grace)
    finally:
        # Also after a second Ctrl-C. The leader is not reaped yet: the group's number is still its own.
        if child.returncode is None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def _ended_within(child: subprocess.Popen[str], seconds: float) -> bool:
    """True when the child ends in time; leaves it unreaped."""
    deadline = time.monotonic() + seconds
    while child.returncode is None and time.monotonic() < deadline:
        if os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            return True
        time.sleep(0.05)
    return child.returncode is not None


def _follow(
    child: subprocess.Popen[str], on_line: Callable[[str], None] | None, deadline: float | None
) -> dict[_Stream, str]:
    """Read both streams to their ends;
    the lines pass through the caller's thread, where Ctrl-C arrives too.
    """
    items: queue.SimpleQueue[_Item] = queue.SimpleQueue()
    streams: tuple[tuple[_Stream, IO[str] | None], ...] = (
        ("stdout", child.stdout),
        ("stderr", child.stderr),
    )
    for name, stream in streams:
        if stream is not None:
            Thread(target=_pump, args=(name, stream, items), daemon=True).start()
    texts: dict[_Stream, list[str]] = {"stdout": [], "stderr": []}
    open_streams = len(streams)
    while open_streams:
        name, line = _next(items, deadline)
        if line is None:
            open_streams -= 1
            continue
        texts[name].append(line)
        if on_line is not None:
            on_line(line.rstrip("\r\n"))
    return {name: "".join(lines) for name, lines in texts.items()}


def _next(items: queue.SimpleQueue[_Item], deadline: float | None) -> _Item:
    timeout = None if deadline is None else max(0.0, deadline - time.monotonic())
    try:
        return items.get(timeout=timeout)
    except queue.Empty:
        raise TimeoutError("Terraform took longer than it was given") from None


def _pump(name: _Stream, stream: IO[str], items: queue.SimpleQueue[_Item]) -> None:
    with stream:
        for line in stream:
            items.put((name, line))
    items.put((name, None))
