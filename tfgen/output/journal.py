"""The journal: what a run is about to do, written before it does it, so that it can be completed or undone.

``.tfgen/staging/new/N`` holds the new content of step N, ``.tfgen/staging/old/N`` a copy of what it replaces or
removes. ``.tfgen/journal.json`` is moved into place when all that is safe on disk. From then on a crash is completed.
A live error moves it on to ``.tfgen/undo.json``: from then on all is undone. Doing either twice does no harm.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath

import msgspec

from tfgen.output.disk import ABSENT, FOLDER, Disk, fingerprint
from tfgen.output.paths import BOOKKEEPING, STAGING, link_on_way, path_problem


class JournalError(Exception):
    """The journal cannot be followed; the message says why."""


class Step(msgspec.Struct, frozen=True):
    """A file to write (``after`` is its new sha256) or to remove (``after`` is None).

    ``before`` is the sha256 of what is there, None for nothing.
    """

    path: str
    before: str | None
    after: str | None


class Journal(msgspec.Struct, frozen=True):
    """The steps, in the order of their staged files, and the folders that are made on the way, outermost first."""

    steps: tuple[Step, ...]
    made: tuple[str, ...]


def encode(journal: Journal) -> bytes:
    """The journal as JSON."""
    return msgspec.json.encode(journal)


def load(root: Path, name: str) -> Journal:
    """Read ``JOURNAL`` or ``UNDO``. Raises JournalError when it is damaged or leads where tfgen never writes."""
    try:
        journal = msgspec.json.decode((root / name).read_bytes(), type=Journal)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise JournalError(f"it is damaged: {error}") from None
    for path in (*(s.path for s in journal.steps), *journal.made):
        if path not in BOOKKEEPING and (why := path_problem(path)):
            raise JournalError(f'it names "{path}", which tfgen never writes: {why}')
        if link := link_on_way(root, str(PurePosixPath(path).parent)):
            raise JournalError(f'it leads through "{link}", a symbolic link')
    return journal


def new(root: Path, number: int) -> Path:
    """Where the new content of a step is staged."""
    return root / STAGING / "new" / str(number)


def old(root: Path, number: int) -> Path:
    """Where a copy of what a step replaces or removes is kept."""
    return root / STAGING / "old" / str(number)


def can_complete(root: Path, journal: Journal) -> bool:
    """Whether every step that is still to do has its staged file whole."""
    return not any(
        fingerprint(root / s.path) == s.before != s.after and fingerprint(new(root, n)) != s.after
        for n, s in enumerate(journal.steps)
        if s.after is not ABSENT
    )


def can_undo(root: Path, journal: Journal) -> bool:
    """Whether everything that was replaced or removed has its copy whole."""
    return not any(
        fingerprint(root / s.path) == s.after and fingerprint(old(root, n)) != s.before
        for n, s in enumerate(journal.steps)
        if s.before is not ABSENT
    )


def complete(root: Path, journal: Journal, disk: Disk) -> None:
    """Do what the journal says: removals first, so that a file may give way to a folder and the other way round.

    A file that is neither as before nor as after was edited since, and is left alone. Raises OSError, also when a
    folder has come to stand where a file belongs.
    """
    for step in journal.steps:
        if step.after is ABSENT and fingerprint(root / step.path) == step.before:
            disk.unlink(root / step.path)
    _prune(root, (s.path for s in journal.steps if s.after is ABSENT), disk)
    for number, step in enumerate(journal.steps):
        if step.after is not ABSENT and new(root, number).exists():
            _move(new(root, number), root / step.path, (step.before, step.after), disk)
    _settle(root, journal, disk)


def undo(root: Path, journal: Journal, disk: Disk) -> None:
    """Bring back what was before the journal, by the same rules. Raises OSError."""
    for step in journal.steps:
        if step.before is ABSENT and fingerprint(root / step.path) == step.after:
            disk.unlink(root / step.path)
    for made in reversed(journal.made):
        _remove_empty(root / made, disk)
    for number, step in enumerate(journal.steps):
        if step.before is not ABSENT and old(root, number).exists():
            _move(old(root, number), root / step.path, (step.before, step.after), disk)
    _settle(root, journal, disk)


def _move(source: Path, target: Path, known: tuple[str | None, str | None], disk: Disk) -> None:
    if fingerprint(target) in (ABSENT, FOLDER, *known):
        disk.mkdir(target.parent)
        disk.replace(source, target)


def _prune(root: Path, paths: Iterable[str], disk: Disk) -> None:
    """Remove the folders that the removal of ``paths`` left empty, innermost first."""
    folders = {p for path in paths for p in PurePosixPath(path).parents[:-1]}
    for folder in sorted(folders, key=lambda p: (-len(p.parts), p)):
        _remove_empty(root / folder, disk)


def _remove_empty(folder: Path, disk: Disk) -> None:
    if folder.is_dir() and not any(folder.iterdir()):
        disk.rmdir(folder)


def _settle(root: Path, journal: Journal, disk: Disk) -> None:
    for folder in sorted({(root / s.path).parent for s in journal.steps}):
        disk.sync(folder)


def made_folders(root: Path, paths: Iterable[str]) -> tuple[str, ...]:
    """The folders that are made when ``paths`` are written, outermost first."""
    above = {str(p) for path in paths for p in PurePosixPath(path).parents[:-1]}
    return tuple(sorted(p for p in above if not (root / p).is_dir()))
