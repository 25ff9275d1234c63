"""A section's session: its files are written, its commands are run in a shell, what they print is collected."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.docs.pages import Block
from tests.reading import REPOSITORY

_COMMAND = re.compile(r"^\$ (.*)\n", re.MULTILINE)

_TOOLS = {
    "tfgen": f'exec "{sys.executable}" -m tfgen "$@"',
    # As on a terminal: in columns.
    "ls": 'exec /bin/ls -C -w 100 "$@"',
}


class Session:
    """A shell in an empty folder, with this tfgen on its path."""

    def __init__(self, work: Path) -> None:
        self.folder, self._home, self._tools = work / "here", work / "home", work / "tools"
        for folder in (self.folder, self._home, self._tools):
            folder.mkdir(parents=True)
        for name, line in _TOOLS.items():
            (self._tools / name).write_text(f"#!/bin/sh\n{line}\n")
            (self._tools / name).chmod(0o755)

    def play(self, blocks: Iterable[Block]) -> Iterator[tuple[Block, str]]:
        """Each ``console`` block with what it should say, commands and output; other blocks become files."""
        for block in blocks:
            if block.kind == "console":
                yield block, "".join(self._run(command, shown) for command, shown in commands(block.text))
            elif block.file and not block.is_part:
                (self.folder / block.file).write_text(block.text)

    def _run(self, command: str, shown: str) -> str:
        """The command and what it prints. After ``cat > FILE`` stands what a user types."""
        typed = shown if re.match(r"cat > \S+$", command) else ""
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=self.folder,
            env=self._environment(),
            input=typed,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=120,
        )
        return f"$ {command}\n{typed}{done.stdout}"

    def _environment(self) -> dict[str, str]:
        return {
            "PATH": f"{self._tools}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self._home),
            "PYTHONPATH": str(REPOSITORY),
            "TFGEN_CACHE_DIR": str(self._home / "cache"),
            "NO_COLOR": "1",
            "LC_ALL": "C.UTF-8",
        }


def commands(text: str) -> list[tuple[str, str]]:
    """The commands of a ``console`` block, each with the lines below it up to the next."""
    pieces = _COMMAND.split(text)
    return list(zip(pieces[1::2], pieces[2::2], strict=True))
