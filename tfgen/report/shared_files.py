"""Findings about unused declarations in files that several directories share, each told once.

Such a file is linked into the directories, or lies in each of them as the same text.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec.structs import replace

from tfgen.diagnostics import Diagnostic, Diagnostics
from tfgen.source import Range

UNUSED = frozenset({"TFG430", "TFG431", "TFG432", "TFG433"})
"""Codes of what nothing in a directory uses."""

_MAX_NAMED = 2
"""A finding names so many of the other directories at most."""

_Key = tuple[str, Range | None, str, str]


def once_each(diagnostics: Diagnostics, texts: Mapping[str, str]) -> Diagnostics:
    """The findings, those of one shared file once, with the number of the other directories.

    ``texts`` has the files' texts by path. What one of the directories that a file is linked into
    uses, the file needs: this is left out.
    """
    unused = [d for d in diagnostics if d.code in UNUSED and d.file]
    if len(unused) < 2:
        return diagnostics
    groups: dict[_Key, list[Diagnostic]] = {}
    for diagnostic in unused:
        groups.setdefault(_key(diagnostic, texts), []).append(diagnostic)
    linked = _linked(texts, {Path(d.file or "").name for d in unused})
    kept: dict[int, Diagnostic] = {}
    for same in groups.values():
        paths = linked.get(_real(same[0].file or ""), ())
        if all(path in {d.file for d in same} for path in paths):
            kept[id(same[0])] = _counted(same)
    result: list[Diagnostic] = []
    for diagnostic in diagnostics:
        if diagnostic.code not in UNUSED or not diagnostic.file:
            result.append(diagnostic)
        elif id(diagnostic) in kept:
            result.append(kept[id(diagnostic)])
    return tuple(result)


def _key(diagnostic: Diagnostic, texts: Mapping[str, str]) -> _Key:
    """Equal for the same finding in the same text under the same name."""
    path = diagnostic.file or ""
    text = f"{posixpath.basename(path)}\n{texts.get(path, path)}"
    return diagnostic.code, diagnostic.range, diagnostic.summary, text


def _linked(texts: Iterable[str], names: set[str]) -> dict[str, list[str]]:
    """The paths by the file that they lead to, of files with these names that are links."""
    paths: dict[str, list[str]] = {}
    for path in texts:
        if posixpath.basename(path) in names:
            paths.setdefault(_real(path), []).append(path)
    return {real: same for real, same in paths.items() if len(same) > 1}


def _real(path: str) -> str:
    return str(Path(path).resolve())


def _counted(same: list[Diagnostic]) -> Diagnostic:
    first, *others = same
    if not others:
        return first
    folders = []
    for d in others:
        folders.append(posixpath.dirname(d.file or "") or ".")
    named = folders if len(folders) <= _MAX_NAMED else folders[: _MAX_NAMED - 1]
    listed = ", ".join(named)
    if len(named) < len(folders):
        listed += f" and {len(folders) - len(named)} more"
    count = len(same)
    return replace(
        first, detail=f"{first.detail} So it is in {count} directories: also in {listed}."
    )
