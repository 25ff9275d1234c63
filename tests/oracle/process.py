"""The parent's end of ``worker.py``."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.oracle.model import OracleError
from tfgen.sandbox.engine import terraform_environment

REPOSITORY = Path(__file__).resolve().parents[2]

TIMEOUT = 120.0
"""Seconds for one command; the slowest, a first `validate` that decodes 6.62.0 on a busy machine, takes a few."""


RUNS = 3000
"""Commands after which a process is replaced: each leaves some 50 kB and a goroutine behind."""


@dataclass(frozen=True, slots=True)
class Done:
    """A command that has ended."""

    status: int
    stdout: str
    stderr: str


class Worker:
    """A child process with Terraform in it, started when first used. Not for use by two threads at once."""

    def __init__(
        self, log: Path, arguments: tuple[str, ...] = (), environment: Mapping[str, str] | None = None
    ) -> None:
        self._log = log
        self._command = (sys.executable, "-m", "tests.oracle.worker", *arguments)
        self._environment = {**terraform_environment(), **(environment or {})}
        self._child: subprocess.Popen[bytes] | None = None
        self._runs = 0

    def run(self, args: tuple[str, ...], folder: Path) -> Done:
        """Run ``terraform ARGS`` in ``folder``.

        Raises OracleError when there is no answer; the next call starts a new process.
        """
        child = self._started()
        assert child.stdin is not None
        try:
            child.stdin.write(json.dumps({"args": args, "folder": str(folder)}).encode() + b"\n")
            child.stdin.flush()
            return Done(*json.loads(self._answer(child)))
        except (BrokenPipeError, EOFError, TimeoutError) as error:
            self.close()
            last_words = self._log.read_text(encoding="utf-8", errors="replace")[-4000:]
            raise OracleError(f"terraform {' '.join(args)}: {type(error).__name__}\n{last_words}") from error
        except BaseException:
            self.close()  # the answer may still come, and would be taken for the next one's
            raise

    def close(self) -> None:
        """End the process."""
        if self._child is not None:
            self._child.kill()
            self._child.communicate()
            self._child = None

    def _started(self) -> subprocess.Popen[bytes]:
        if self._runs >= RUNS:
            self.close()
        self._runs += 1
        if self._child is None:
            self._runs = 1
            with self._log.open("wb") as log:
                self._child = subprocess.Popen(
                    self._command,
                    cwd=REPOSITORY,
                    env=self._environment,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=log,
                    start_new_session=True,  # a Ctrl-C is for the parent
                )
        return self._child

    def _answer(self, child: subprocess.Popen[bytes]) -> bytes:
        """The next line; raises EOFError when the child is gone, TimeoutError when it hangs."""
        assert child.stdout is not None
        line, deadline = b"", time.monotonic() + TIMEOUT
        while not line.endswith(b"\n"):
            ready, _, _ = select.select([child.stdout], [], [], max(0.0, deadline - time.monotonic()))
            if not ready:
                raise TimeoutError
            read = os.read(child.stdout.fileno(), 1 << 20)
            if not read:
                raise EOFError
            line += read
        return line
