"""Completes or undoes what an interrupted run left behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from msgspec import Struct

from tfgen.diagnostics import Diagnostics
from tfgen.output import journal
from tfgen.output.disk import DISK, Disk
from tfgen.output.findings import journal_unusable, other_run_at_work, write_failed
from tfgen.output.journal import JournalError
from tfgen.output.paths import HOME, JOURNAL, LOCK, STAGING, UNDO, link_on_way


class Recovered(Struct, frozen=True):
    """The outcome. ``completed``: the tree is as the interrupted run wanted it;
    else it is as before that run.

    ``paths`` are the files that run was to write or remove, tfgen's own among them.
    """

    completed: bool
    paths: tuple[str, ...]


class LockedError(Exception):
    """Another run is at work on the same root."""


def recover(root: Path, disk: Disk = DISK) -> tuple[Recovered | None, Diagnostics]:
    """Complete or undo what an interrupted run left below ``root``;
    ``(None, ())`` when no file was half-way.

    To be called before a command reads or writes generated files. May itself be interrupted, and
    called again. Findings: TFG804 another run is at work, TFG805 the journal cannot be followed,
    TFG806 the disk refused.
    """
    try:
        if not _has_leftovers(root):
            return None, ()
        with locked(root, disk):
            return recover_locked(root, disk), ()
    except LockedError:
        return None, (other_run_at_work(),)
    except JournalError as error:
        return None, (journal_unusable(error),)
    except OSError as error:
        return None, (
            write_failed(
                error, "An interrupted run could not be mended. The next command tries again."
            ),
        )


def recover_locked(root: Path, disk: Disk) -> Recovered | None:
    """``recover`` for one who holds the lock. Raises OSError and JournalError."""
    if not _has_leftovers(root):
        return None
    result = None
    for name in (UNDO, JOURNAL):
        if (root / name).is_file():
            result = _follow(root, name, disk)
            disk.unlink(root / name)
            disk.sync(root / HOME)
    drop_staging(root, disk)
    return result


def _follow(root: Path, name: str, disk: Disk) -> Recovered:
    interrupted = journal.load(root, name)
    paths = tuple(step.path for step in interrupted.steps)
    if name == JOURNAL and journal.can_complete(root, interrupted):
        journal.complete(root, interrupted, disk)
        return Recovered(True, paths)
    if not journal.can_undo(root, interrupted):
        raise JournalError("the files it needs are no longer in .tfgen/staging")
    journal.undo(root, interrupted, disk)
    return Recovered(False, paths)


def roll_back(root: Path, disk: Disk) -> None:
    """Undo the run that holds the lock. Raises OSError and JournalError;
    ``recover`` then finishes the work.
    """
    if (root / JOURNAL).is_file():
        disk.replace(root / JOURNAL, root / UNDO)
        disk.sync(root / HOME)
    recover_locked(root, disk)


def drop_staging(root: Path, disk: Disk) -> None:
    """Remove the staging folder if it can be; what stays is removed by the next run."""
    with suppress(OSError):
        if (root / STAGING).is_dir():
            disk.rmtree(root / STAGING)


def _has_leftovers(root: Path) -> bool:
    link = link_on_way(root, STAGING)
    if link:
        raise JournalError(f"{link} is a symbolic link")
    return any((root / name).exists() for name in (UNDO, JOURNAL, STAGING))


@contextmanager
def locked(root: Path, disk: Disk) -> Iterator[None]:
    """Hold the root's lock, or raise LockedError at once.
    The lock goes with the process, however it ends.
    """
    from filelock import FileLock, Timeout

    disk.mkdir(root / HOME)
    lock = FileLock(root / LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise LockedError from None
    try:
        yield
    finally:
        lock.release()
