"""The journal: the changes that a run is about to make,
so that they can be completed or undone after a crash.

``.tfgen/staging/new/N`` holds the new content of step N, ``.tfgen/staging/old/N`` a copy of what it
replaces or removes. ``.tfgen/journal.json`` is moved into place when all that is safe on disk. From
then on a crash is completed. A live error moves it on to ``.tfgen/undo.json``: from then on all is
undone. Doing either twice does no harm.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath

import msgspec

from tfgen.output.disk import ABSENT, FOLDER, Disk, fingerprint
from tfgen.output.paths import BOOKKEEPING, STAGING, link_on_way, path_problem


class JournalError(Exception):
    """The journal cannot be followed; the message says why."""


class JournalStep(msgspec.Struct, frozen=True):
    """A file to write (``after`` is its new sha256) or to remove (``after`` is None).

    ``before`` is the sha256 of what is there, None for nothing.
    """

    path: str
    before: str | None
    after: str | None


class Journal(msgspec.Struct, frozen=True):
    """The steps, in the order of their staged files,
    and the folders that are made on the way, outermost first.
    """

    steps: tuple[JournalStep, ...]
    new_folders: tuple[str, ...] = msgspec.field(name="made")


def encode(journal: Journal) -> bytes:
    """The journal as JSON."""
    return msgspec.json.encode(journal)


def load(root: Path, name: str) -> Journal:
    """Read ``JOURNAL`` or ``UNDO``.
    Raises JournalError when it is damaged or leads where tfgen never writes.
    """
    try:
        journal = msgspec.json.decode((root / name).read_bytes(), type=Journal)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise JournalError(f"it is damaged: {error}") from None
    for step in journal.steps:
        _check_path(root, step.path)
    for folder in journal.new_folders:
        _check_path(root, folder)
    return journal


def _check_path(root: Path, path: str) -> None:
    if path not in BOOKKEEPING:
        problem = path_problem(path)
        if problem:
            raise JournalError(f'it names "{path}", which tfgen never writes: {problem}')
    link = link_on_way(root, str(PurePosixPath(path).parent))
    if link:
        raise JournalError(f'it leads through "{link}", a symbolic link')


def staged_new(root: Path, number: int) -> Path:
    """The file with the staged new content of a step."""
    return root / STAGING / "new" / str(number)


def staged_old(root: Path, number: int) -> Path:
    """The file with a copy of what a step replaces or removes."""
    return root / STAGING / "old" / str(number)


def can_complete(root: Path, journal: Journal) -> bool:
    """True when every step that is still to do has its staged file whole."""
    for number, step in enumerate(journal.steps):
        if (
            step.after is ABSENT
            or step.after == step.before
            or fingerprint(root / step.path) != step.before
        ):
            continue
        if fingerprint(staged_new(root, number)) != step.after:
            return False
    return True


def can_undo(root: Path, journal: Journal) -> bool:
    """True when everything that was replaced or removed has its copy whole."""
    for number, step in enumerate(journal.steps):
        if step.before is ABSENT or fingerprint(root / step.path) != step.after:
            continue
        if fingerprint(staged_old(root, number)) != step.before:
            return False
    return True


def complete(root: Path, journal: Journal, disk: Disk) -> None:
    """Do what the journal says: removals first,
    so that a file may give way to a folder and the other way round.

    A file that is neither as before nor as after was edited since, and is left alone. Raises
    OSError, also when a folder has come to stand where a file belongs.
    """
    for step in journal.steps:
        if step.after is ABSENT and fingerprint(root / step.path) == step.before:
            disk.unlink(root / step.path)
    _prune(root, [step.path for step in journal.steps if step.after is ABSENT], disk)
    for number, step in enumerate(journal.steps):
        if step.after is not ABSENT and staged_new(root, number).exists():
            _move(staged_new(root, number), root / step.path, (step.before, step.after), disk)
    _sync_folders(root, journal, disk)


def undo(root: Path, journal: Journal, disk: Disk) -> None:
    """Bring back what was before the journal, by the same rules. Raises OSError."""
    for step in journal.steps:
        if step.before is ABSENT and fingerprint(root / step.path) == step.after:
            disk.unlink(root / step.path)
    for folder in reversed(journal.new_folders):
        _remove_empty(root / folder, disk)
    for number, step in enumerate(journal.steps):
        if step.before is not ABSENT and staged_old(root, number).exists():
            _move(staged_old(root, number), root / step.path, (step.before, step.after), disk)
    _sync_folders(root, journal, disk)


def _move(source: Path, target: Path, known: tuple[str | None, str | None], disk: Disk) -> None:
    if fingerprint(target) in (ABSENT, FOLDER, *known):
        disk.mkdir(target.parent)
        disk.replace(source, target)


def _prune(root: Path, paths: Iterable[str], disk: Disk) -> None:
    """Remove the folders that the removal of ``paths`` left empty, innermost first."""
    for folder in sorted(_folders_of(paths), key=lambda folder: (-len(folder.parts), folder)):
        _remove_empty(root / folder, disk)


def _remove_empty(folder: Path, disk: Disk) -> None:
    if folder.is_dir() and not any(folder.iterdir()):
        disk.rmdir(folder)


def _sync_folders(root: Path, journal: Journal, disk: Disk) -> None:
    for folder in sorted({(root / step.path).parent for step in journal.steps}):
        disk.sync(folder)


def folders_to_make(root: Path, paths: Iterable[str]) -> tuple[str, ...]:
    """The folders that are made when ``paths`` are written, outermost first."""
    absent = [str(folder) for folder in _folders_of(paths) if not (root / folder).is_dir()]
    return tuple(sorted(absent))


def _folders_of(paths: Iterable[str]) -> set[PurePosixPath]:
    """All folders above some relative paths."""
    folders: set[PurePosixPath] = set()
    for path in paths:
        folders.update(PurePosixPath(path).parents[:-1])
    return folders
