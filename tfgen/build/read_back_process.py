"""The second process that reads files back.

Files go to it through one pipe, results come back through another, both as MessagePack behind four
bytes of length. On Linux it is forked, which costs least; elsewhere forks are not safe, and it is
started as a program of its own.
"""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice
from queue import SimpleQueue
from threading import Thread
from typing import IO

from msgspec import DecodeError, Struct, ValidationError, msgpack

from tfgen.source import SourceFile
from tfgen.terraform.hcl.read_back.read import ReadBack, read_back

_PROGRAM = """
import sys
sys.path[:] = {path!r}
from tfgen.build.read_back_process import serve
serve(sys.stdin.buffer, sys.stdout.buffer)
"""

_FIRST_TEXT = """
resource "a" "b" {
  count = length(var.a) > 0 && !var.b ? 1 : 0
  name  = "${var.a}-b-$${c}"
  tags  = merge(var.tags, { Name = "a", b = [for k, v in var.c : v.d[0] if k != null] })

  lifecycle {
    ignore_changes = [name]
  }
}
"""
"""Read before there is anything to read:
both parsers make ready for a form of expression when they meet the first.
"""

Queue = SimpleQueue[bytes | None]
"""Frames to write; None is the end."""


class _Child(Struct, frozen=True):
    """A running process and its two pipes; ``program`` is None for one that was forked."""

    pid: int
    files: IO[bytes]
    results: IO[bytes]
    program: subprocess.Popen[bytes] | None = None

    def end(self) -> None:
        """Kill it where it still runs, and leave nothing of it."""
        if self.program:
            self.program.kill()
            self.program.wait()
        else:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        self.results.close()


class ReadBackProcess:
    """Reads files in the order in which they are submitted; gets ready as soon as it is made."""

    def __init__(self) -> None:
        self._queue: Queue = SimpleQueue()
        self._child: _Child | None = None
        self._submitted = 0
        with suppress(OSError):  # the system has no process for us: nothing will be read there
            self._child = _forked() if sys.platform == "linux" else _started()
        if self._child:
            Thread(target=_feed, args=(self._child.files, self._queue), daemon=True).start()

    def submit(self, files: Sequence[SourceFile]) -> None:
        """Have files read."""
        for file in files:
            self._queue.put(msgpack.encode((file.path, file.text)))
        self._submitted += len(files)

    def results(self) -> list[ReadBack]:
        """The results of the files in order; fewer where the process could not be started, or died."""
        self._queue.put(None)
        found: list[ReadBack] = []
        if self._child:
            with suppress(OSError, DecodeError, ValidationError):
                for frame in islice(_frames(self._child.results), self._submitted):
                    found.append(msgpack.decode(frame, type=ReadBack))
        return found

    def end(self) -> None:
        """End the process; what it was still to read is left."""
        self._queue.put(None)
        if self._child:
            self._child.end()
            self._child = None


def _forked() -> _Child:
    """A process that has all that is imported here."""
    for_files, for_results = os.pipe(), os.pipe()
    pid = os.fork()
    if pid:
        os.close(for_files[0])
        os.close(for_results[1])
        return _Child(pid, os.fdopen(for_files[1], "wb"), os.fdopen(for_results[0], "rb"))
    status = 1
    try:
        os.close(for_files[1])
        os.close(for_results[0])
        serve(os.fdopen(for_files[0], "rb"), os.fdopen(for_results[1], "wb"))
        status = 0
    finally:
        # nothing of the parent's may be done twice: no output flushed, no lock given back
        os._exit(status)


def _started() -> _Child | None:
    """A program of its own; None in a frozen program, which has no interpreter to start."""
    if getattr(sys, "frozen", False) or not sys.executable:
        return None
    command = [sys.executable, "-P", "-c", _PROGRAM.format(path=sys.path)]
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    program = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nothing)
    assert program.stdin
    assert program.stdout
    return _Child(program.pid, program.stdin, program.stdout, program)


def _feed(pipe: IO[bytes], queue: Queue) -> None:
    """Write what is in the queue: in a thread, since the process may be slow to take it."""
    with suppress(OSError), pipe:
        while (frame := queue.get()) is not None:
            _write(pipe, frame)


def _write(pipe: IO[bytes], frame: bytes) -> None:
    pipe.write(len(frame).to_bytes(4, "big") + frame)
    pipe.flush()


def _frames(pipe: IO[bytes]) -> Iterator[bytes]:
    """The frames in a pipe, up to its end or to one that is cut short."""
    while len(length := pipe.read(4)) == 4:
        size = int.from_bytes(length, "big")
        frame = pipe.read(size)
        if len(frame) < size:
            return
        yield frame


def serve(files: IO[bytes], results: IO[bytes]) -> None:
    """What the process does, until there are no more files or the parent is gone.

    Interrupts are left to the parent, which ends this process.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    read_back(SourceFile("", _FIRST_TEXT))
    gc.freeze()
    for frame in _frames(files):
        path, text = msgpack.decode(frame, type=tuple[str, str])
        _write(results, msgpack.encode(read_back(SourceFile(path, text))))
