"""Starts the emulator as a child process and stops it;
all of this package that tfgen's own process imports.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from select import select

from msgspec import Struct

import tfgen
from tfgen.sandbox.errors import MissingExtraError, SandboxError

START_SECONDS = 60.0
"""How long moto may take to load; about 1.5 s on a machine at rest."""


class Emulator(Struct, frozen=True):
    """A running emulator at ``url``, such as ``http://127.0.0.1:40123``;
    it ends with this process unless kept.
    """

    url: str
    process: subprocess.Popen[str]

    @property
    def pid(self) -> int:
        """Its process id: ``kill PID`` stops a kept one."""
        return self.process.pid

    def keep(self) -> None:
        """Let it live on after this process. It cannot be stopped through this object any more."""
        if self.process.stdin:
            self.process.stdin.write("keep\n")
            self.process.stdin.close()

    def stop(self) -> None:
        """Stop it and wait until it is gone. Safe to call twice."""
        if self.process.stdin and not self.process.stdin.closed:
            with suppress(BrokenPipeError):
                self.process.stdin.close()
        self.process.terminate()
        try:
            self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def start_emulator(log: Path, *, plain: bool = False) -> Emulator:
    """Start an emulator on a free port and wait until it listens; its log goes to the file ``log``.

    ``plain`` leaves the patches out. Raises MissingExtraError without moto's server, SandboxError
    when it does not start.
    """
    for module in ("moto", "flask"):
        if not find_spec(module):
            raise MissingExtraError("moto[server]", "the sandbox (no emulated AWS)")
    with log.open("wb") as written:
        process = subprocess.Popen(
            (sys.executable, "-P", "-m", "tfgen.sandbox.emulator", *(["--plain"] if plain else [])),
            cwd=log.parent,
            env=_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=written,
            text=True,
            # a Ctrl-C in the terminal must not take it from under Terraform
            start_new_session=True,
        )
    try:
        return Emulator(_first_line(process, log), process)
    except BaseException:
        process.kill()
        process.wait()
        raise


def _environment() -> dict[str, str]:
    """As here, without settings of moto's, and with tfgen importable where it is not installed."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("MOTO_", "AWS_"))}
    paths = [str(Path(tfgen.__file__).parents[1]), *kept.get("PYTHONPATH", "").split(os.pathsep)]
    return {**kept, "PYTHONPATH": os.pathsep.join(p for p in paths if p)}


def _first_line(process: subprocess.Popen[str], log: Path) -> str:
    out = process.stdout
    ready = select([out], [], [], START_SECONDS)[0] if out else []
    line = out.readline().strip() if ready and out else ""
    if not line:
        last = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-3:]
        raise SandboxError(
            "the emulated AWS (moto) did not start: " + (" / ".join(last) or "it said nothing")
        )
    return line
