"""The files that a module's rendering can depend on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tfgen.library.folders import MANIFEST, TemplateFolders


def template_files(folders: TemplateFolders, module: str) -> tuple[tuple[str, Path], ...]:
    """All files of the module and of folders that are no module, sorted by name,
    each with the path that is read.

    A template cannot include what belongs
    to another module (``HclEnvironment.join_path``), so that is all.
    """
    other_modules = frozenset(folders.modules()) - {module}
    files: dict[str, Path] = {}
    for root in reversed(folders.roots):
        for path in _files(root, other_modules):
            files[path.relative_to(root).as_posix()] = path
    return tuple(sorted(files.items()))


def _files(root: Path, other_modules: frozenset[str]) -> Iterator[Path]:
    if not root.is_dir():
        return
    for entry in root.iterdir():
        if entry.name in other_modules or entry.name.startswith(".") or entry.name == MANIFEST:
            continue
        if not entry.is_dir():
            yield entry
            continue
        for path in entry.rglob("*"):
            if path.is_file():
                yield path
