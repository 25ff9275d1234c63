"""Paths below an output root: those that tfgen may write, and obstacles to writing them."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
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
"""tfgen's own files that are written like generated ones;
the rest of its folder never outlives a run.
"""

# Other tools' and people's files: never written, never removed, not even with --force.
_FOLDERS = frozenset({HOME, ".terraform", ".git"})
_FILES = (".terraform.lock.hcl", "*.tfstate*", "*.tfvars", "*.tfvars.json")


def output_root(start: Path) -> Path | None:
    """The nearest folder at or above ``start`` that holds a manifest, or None."""
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / MANIFEST).is_file():
            return folder
    return None


def real_path(path: Path) -> Path:
    """The path that a path leads to through links; itself, where links lead in a circle."""
    return Path(os.path.realpath(path))


def left_over(root: Path) -> bool:
    """True when an interrupted run may have left something below ``root``,
    or when that cannot be seen.
    """
    if (root / HOME).is_symlink():
        return True
    return any(os.path.lexists(root / name) for name in (UNDO, JOURNAL, STAGING))


def path_problem(path: str) -> str:
    """The reason why tfgen must never write or remove ``path``; ``""`` when it may.

    A good path is relative with forward slashes and stays below its root on every platform.
    """
    parts = path.split("/")
    if path.startswith("/") or re.search(r"[\\:\x00-\x1f\x7f\ud800-\udfff]", path):
        return "it is not a relative path with forward slashes"
    if not {"", ".", ".."}.isdisjoint(parts):
        return 'it has an empty, "." or ".." part'
    if _belongs_to_others(parts):
        return "files of this name belong to Terraform, git or tfgen itself"
    return ""


def _belongs_to_others(parts: Sequence[str]) -> bool:
    keys = [_key(part) for part in parts]
    return not _FOLDERS.isdisjoint(keys) or any(
        fnmatchcase(keys[-1], pattern) for pattern in _FILES
    )


def _key(path: str) -> str:
    """Equal for paths that a case-insensitive or normalizing file system takes for the same."""
    return unicodedata.normalize("NFC", path.casefold())


def collisions(paths: Iterable[str]) -> dict[str, str]:
    """Each path that cannot stand beside an earlier one, with that one.

    Two paths collide when they are equal but for case, or when one is a folder of the other.
    """
    clashes: dict[str, str] = {}
    seen: dict[str, str] = {}
    for path in sorted(paths, key=lambda p: p.count("/")):
        keys = [_key(path), *(_key(str(folder)) for folder in PurePosixPath(path).parents)]
        other = _first_of(keys, seen)
        if other is None:
            seen[keys[0]] = path
        else:
            clashes[path] = other
    return clashes


def _first_of(keys: Iterable[str], seen: Mapping[str, str]) -> str | None:
    for key in keys:
        if key in seen:
            return seen[key]
    return None


def link_on_way(root: Path, path: str) -> str | None:
    """The first symbolic link among ``path`` and the folders above it, below ``root``;
    None when there is none.

    Links are never followed: what they lead to may lie outside the root, or be the same file twice.
    """
    for part in reversed((PurePosixPath(path), *PurePosixPath(path).parents[:-1])):
        if (root / part).is_symlink():
            return str(part)
    return None


def obstacle(root: Path, path: str, going: Collection[str]) -> str:
    """The thing on disk that keeps a file from being written at ``path``
    when the files ``going`` are removed first.

    ``""`` when nothing does. Raises OSError when a folder cannot be read.
    """
    link = link_on_way(root, path)
    if link:
        return f"{link} is a symbolic link, and tfgen writes through none"
    for parent in PurePosixPath(path).parents[:-1]:
        if (root / parent).exists() and not (root / parent).is_dir() and str(parent) not in going:
            return f"{parent} is a file where a folder belongs"
    here = root / path
    if here.is_dir() and not _emptied(root, here, going):
        return "a folder stands where a file belongs"
    if here.exists() and not here.is_dir() and not here.is_file():
        return "it is no regular file"
    return ""


def _emptied(root: Path, folder: Path, going: Collection[str]) -> bool:
    """True when removing the files ``going``,
    then the folders they leave empty, removes ``folder``.
    """
    within = {p.relative_to(root).as_posix() for p in (folder, *folder.rglob("*"))}
    removed: set[str] = set()
    for path in within.intersection(going):
        removed.add(path)
        removed.update(map(str, PurePosixPath(path).parents))
    return within <= removed
