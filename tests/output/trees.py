"""Trees of files as ``{path: text}``, and disks that fail or die at a given step."""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Callable, Mapping
from pathlib import Path

from tfgen.diagnostics import Diagnostics
from tfgen.output.apply import apply
from tfgen.output.disk import DISK, Disk
from tfgen.output.manifest import load_manifest
from tfgen.output.model import OutputFile, Plan
from tfgen.output.paths import LOCK
from tfgen.output.plan import plan
from tfgen.output.recover import recover

Tree = Mapping[str, str]


def put(root: Path, tree: Tree) -> None:
    for path, text in tree.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode())


def everything(root: Path) -> dict[str, str]:
    """All below the root but the lock, tfgen's own files too: text by path, folders as ``path/``."""
    return {
        p.relative_to(root).as_posix() + "/" * p.is_dir(): "" if p.is_dir() else p.read_bytes().decode()
        for p in root.rglob("*")
        if p != root / LOCK
    }


def tree_of(root: Path) -> dict[str, str]:
    """The files below the root, without tfgen's own and without folders."""
    return {p: t for p, t in everything(root).items() if not p.endswith("/") and not p.startswith(".tfgen/")}


def outputs(tree: Tree) -> list[OutputFile]:
    """Rendered files; those below ``envs/NAME/`` belong to that environment."""
    return [OutputFile(p, t, p.split("/")[1] if p.startswith("envs/") else "") for p, t in tree.items()]


def planned(root: Path, tree: Tree, *, scope: set[str] | None = None, force: bool = False) -> Plan:
    previous, _ = load_manifest(root)
    inputs = {"stack.yaml": "0" * 64}
    return plan(root, outputs(tree), previous, provider="aws=6.62.0", inputs=inputs, scope=scope, force=force)


def render(
    root: Path, tree: Tree, disk: Disk = DISK, *, scope: set[str] | None = None, force: bool = False
) -> Diagnostics:
    """Mend, plan and write a tree; the findings."""
    _, diagnostics = recover(root, disk)
    return diagnostics or apply(root, planned(root, tree, scope=scope, force=force), disk)[1]


def codes(diagnostics: Diagnostics) -> list[str]:
    return [d.code for d in diagnostics]


def kinds(plan: Plan) -> dict[str, str]:
    return {i.path: i.kind.value for i in plan.items}


class Watched(Disk):
    """Calls ``at`` before each step with its number, from 0, and what it is."""

    def __init__(self, at: Callable[[int, str], None]) -> None:
        self._at, self.steps = at, 0

    def _step(self, name: str) -> None:
        self.steps += 1
        self._at(self.steps - 1, name)

    def write(self, path: Path, data: bytes, mode: int | None = None) -> None:
        path.write_bytes(data[: len(data) // 2])
        self._step(f"write {path.name}")
        super().write(path, data, mode)

    def mkdir(self, path: Path) -> None:
        self._step(f"mkdir {path.name}")
        super().mkdir(path)

    def replace(self, source: Path, target: Path) -> None:
        self._step(f"replace {target.name}")
        super().replace(source, target)

    def unlink(self, path: Path) -> None:
        self._step(f"unlink {path.name}")
        super().unlink(path)

    def rmdir(self, path: Path) -> None:
        self._step(f"rmdir {path.name}")
        super().rmdir(path)

    def rmtree(self, path: Path) -> None:
        self._step(f"rmtree {path.name}")
        for file in sorted(p for p in path.rglob("*") if p.is_file())[::2]:
            file.unlink()
        self._step(f"rmtree {path.name}, half done")
        super().rmtree(path)

    def sync(self, folder: Path) -> None:
        self._step(f"sync {folder.name}")
        super().sync(folder)


def failing(error: int, *steps: int | str) -> Watched:
    """A disk that refuses the steps with these numbers or names."""

    def at(step: int, name: str) -> None:
        if step in steps or name in steps:
            raise OSError(error, os.strerror(error), name)

    return Watched(at)


def counting() -> Watched:
    """A disk that only counts its steps."""
    return Watched(lambda _step, _name: None)


def killed(step: int | str, work: Callable[..., object], *args: object, refuse: str | None = None) -> bool:
    """Do ``work(*args, disk)`` in a process of its own, SIGKILLed before the step with this number or name.

    The step ``refuse`` fails with ENOSPC before that. Says whether the process was killed: False when it ended first.
    """

    def at(now: int, name: str) -> None:
        if step in (now, name):
            os.kill(os.getpid(), signal.SIGKILL)
        if name == refuse:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), name)

    child = os.fork()
    if child == 0:
        code = 1
        try:
            work(*args, Watched(at))
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.WEXITSTATUS(status) == 0
    return False
