"""The files that a module's rendering can depend on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tfgen.library.folders import MANIFEST, TemplateFolders


def template_files(folders: TemplateFolders, module: str) -> tuple[tuple[str, Path], ...]:
    """All files of the module and of folders that are no module, by name, with the place that counts.

    A template cannot include what belongs to another module (``HclEnvironment.join_path``), so that is all.
    """
    found: dict[str, Path] = {}
    for root in reversed(folders.roots):
        for path in _files(root, frozenset(folders.modules()) - {module}):
            found[path.relative_to(root).as_posix()] = path
    return tuple(sorted(found.items()))


def _files(root: Path, others: frozenset[str]) -> Iterator[Path]:
    for entry in root.iterdir() if root.is_dir() else ():
        if entry.name in others or entry.name.startswith(".") or entry.name == MANIFEST:
            continue
        yield from (p for p in entry.rglob("*") if p.is_file()) if entry.is_dir() else (entry,)
