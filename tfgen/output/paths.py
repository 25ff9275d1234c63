"""Which paths below an output root tfgen may write, and what stands in the way of writing them."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Collection, Iterable
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

HOME = ".tfgen"
"""tfgen's own folder below the output root; the names below are relative to the root."""
MANIFEST = f"{HOME}/manifest.json"
IGNORE = f"{HOME}/.gitignore"
LOCK = f"{HOME}/lock"
JOURNAL = f"{HOME}/journal.json"
UNDO = f"{HOME}/undo.json"
STAGING = f"{HOME}/staging"
BOOKKEEPING = frozenset({MANIFEST, IGNORE})
"""tfgen's own files that are written like generated ones; the rest of its folder never outlives a run."""

# Other tools' and people's files: never written, never removed, not even with --force.
_FOLDERS = frozenset({HOME, ".terraform", ".git"})
_FILES = (".terraform.lock.hcl", "*.tfstate*", "*.tfvars", "*.tfvars.json")


def output_root(start: Path) -> Path | None:
    """The nearest folder at or above ``start`` that holds a manifest, or None."""
    here = start.resolve()
    return next((p for p in (here, *here.parents) if (p / MANIFEST).is_file()), None)


def left_over(root: Path) -> bool:
    """Whether an interrupted run may have left something below ``root``, or something stands in the way of looking."""
    return any(os.path.lexists(root / name) for name in (UNDO, JOURNAL, STAGING)) or (root / HOME).is_symlink()


def path_problem(path: str) -> str:
    """Why tfgen must never write or remove ``path``; ``""`` when it may.

    A good path is relative with forward slashes and stays below its root on every platform.
    """
    parts = path.split("/")
    if path.startswith("/") or re.search(r"[\\:\x00-\x1f\x7f\ud800-\udfff]", path):
        return "it is not a relative path with forward slashes"
    if not {"", ".", ".."}.isdisjoint(parts):
        return 'it has an empty, "." or ".." part'
    if _FOLDERS.intersection(_key(p) for p in parts) or any(fnmatchcase(_key(parts[-1]), f) for f in _FILES):
        return "files of this name belong to Terraform, git or tfgen itself"
    return ""


def _key(path: str) -> str:
    """Equal for paths that a case-insensitive or normalizing file system takes for the same."""
    return unicodedata.normalize("NFC", path.casefold())


def collisions(paths: Iterable[str]) -> dict[str, str]:
    """Each path that cannot stand beside an earlier one, with that one.

    Two paths collide when they are equal but for case, or when one is a folder of the other.
    """
    found: dict[str, str] = {}
    seen: dict[str, str] = {}
    for path in sorted(paths, key=lambda p: p.count("/")):
        above = [_key(str(p)) for p in (PurePosixPath(path), *PurePosixPath(path).parents)]
        other = next((seen[k] for k in above if k in seen), None)
        if other is None:
            seen[above[0]] = path
        else:
            found[path] = other
    return found


def link_on_way(root: Path, path: str) -> str | None:
    """The first symbolic link among ``path`` and the folders above it, below ``root``; None when there is none.

    Links are never followed: what they lead to may lie outside the root, or be the same file twice.
    """
    for part in reversed((PurePosixPath(path), *PurePosixPath(path).parents[:-1])):
        if (root / part).is_symlink():
            return str(part)
    return None


def obstacle(root: Path, path: str, going: Collection[str]) -> str:
    """What on disk keeps a file from being written at ``path``, given that the files ``going`` are removed first.

    ``""`` when nothing does. Raises OSError when a folder cannot be read.
    """
    if link := link_on_way(root, path):
        return f"{link} is a symbolic link, and tfgen writes through none"
    for parent in PurePosixPath(path).parents[:-1]:
        if (root / parent).exists() and not (root / parent).is_dir() and str(parent) not in going:
            return f"{parent} is a file where a folder belongs"
    here = root / path
    if here.is_dir():
        return "" if _emptied(root, here, going) else "a folder stands where a file belongs"
    return "it is no regular file" if here.exists() and not here.is_file() else ""


def _emptied(root: Path, folder: Path, going: Collection[str]) -> bool:
    """Whether removing the files ``going``, then the folders they leave empty, removes ``folder``."""
    within = {p.relative_to(root).as_posix() for p in (folder, *folder.rglob("*"))}
    removed = {p for p in going if p in within}
    return within <= removed | {str(above) for p in removed for above in PurePosixPath(p).parents}
