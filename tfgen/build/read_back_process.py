"""The second process that reads files back.

A process of its own program, not a fork: it is ready sooner than ``concurrent.futures`` is imported here, it does not
mind threads, and what imports tfgen as a library need not be importable itself. Files go to its standard input, results
come from its standard output, both as MessagePack behind four bytes of length.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from typing import IO

from msgspec import DecodeError, ValidationError, msgpack

from tfgen.source import SourceFile
from tfgen.terraform.hcl.read_back.read import ReadBack, read_back

_PROGRAM = """
import sys
sys.path[:] = {path!r}
from tfgen.build.read_back_process import serve
serve()
"""


class ReadBackProcess:
    """Reads files in the order in which they are submitted; gets ready as soon as it is made."""

    def __init__(self) -> None:
        self._queue: SimpleQueue[bytes | None] = SimpleQueue()
        self._child = _started()
        if self._child and self._child.stdin:
            Thread(target=_feed, args=(self._child.stdin, self._queue), daemon=True).start()

    def submit(self, files: Sequence[SourceFile]) -> None:
        """Have files read."""
        for file in files:
            self._queue.put(msgpack.encode((file.path, file.text)))

    def results(self) -> list[ReadBack]:
        """The results of all files in order; fewer where the process could not be started, or died."""
        self._queue.put(None)
        if self._child is None or self._child.stdout is None:
            return []
        with suppress(OSError, DecodeError, ValidationError):
            return [msgpack.decode(frame, type=ReadBack) for frame in _frames(self._child.stdout)]
        return []

    def end(self) -> None:
        """End the process; what it was still to read is left."""
        self._queue.put(None)
        if self._child:
            self._child.kill()
            self._child.wait()
            for pipe in (self._child.stdout,):
                if pipe:
                    pipe.close()


def _started() -> subprocess.Popen[bytes] | None:
    """The process, or None where the system has none for us. In a frozen program there is no interpreter to start."""
    if getattr(sys, "frozen", False) or not sys.executable:
        return None
    command = [sys.executable, "-P", "-c", _PROGRAM.format(path=sys.path)]
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    with suppress(OSError):
        return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nothing)
    return None


def _feed(pipe: IO[bytes], queue: SimpleQueue[bytes | None]) -> None:
    """Write what is in the queue, up to None: in a thread, since the process may be slow to take it."""
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


def serve() -> None:
    """What the process does. It leaves interrupts to its parent, and ends when the parent has no more files or dies."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    sys.stdout = sys.stderr  # nothing but results may come out there
    from tfgen.terraform.hcl.read_back.python_hcl2 import get_ready

    get_ready()
    for frame in _frames(sys.stdin.buffer):
        path, text = msgpack.decode(frame, type=tuple[str, str])
        _write(out, msgpack.encode(read_back(SourceFile(path, text))))
