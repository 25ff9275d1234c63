"""Carries out a plan: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from stat import S_IMODE

from msgspec import Struct

from tfgen.diagnostics import Diagnostic, Diagnostics, has_errors
from tfgen.output.disk import ABSENT, DISK, FOLDER, Disk, fingerprint
from tfgen.output.findings import at_work, failed, lost, raced
from tfgen.output.journal import Journal, JournalError, Step, complete, encode, made_folders, new, old
from tfgen.output.manifest import digest
from tfgen.output.model import Item, Plan
from tfgen.output.paths import HOME, JOURNAL, STAGING, link_on_way
from tfgen.output.recover import LockedError, drop_staging, locked, mend, roll_back


class Applied(Struct, frozen=True):
    """The files written and removed, as paths below the root; tfgen's own are not among them."""

    written: tuple[str, ...]
    removed: tuple[str, ...]


def apply(root: Path, plan: Plan, disk: Disk = DISK) -> tuple[Applied | None, Diagnostics]:
    """Make the tree below ``root`` what ``plan`` says; on any failure it stays as it was.

    A plan with errors is not carried out: its findings come back. Nothing on disk is touched when nothing changes.
    Findings: TFG804 another run is at work, or a file changed since it was planned; TFG806 the disk refused.
    A process that dies here leaves a journal: call ``recover`` before the next plan.
    """
    if has_errors(plan.found):
        return None, plan.found
    found = _locked_write(root, plan, disk) if plan.writes else ()
    if found:
        return None, found
    written = tuple(i.path for i in plan.changes if i.after is not None)
    return Applied(written, tuple(i.path for i in plan.changes if i.after is None)), ()


def _locked_write(root: Path, plan: Plan, disk: Disk) -> Diagnostics:
    try:
        with locked(root, disk):
            if mended := mend(root, disk):
                return tuple(raced(path) for path in mended.paths[:1])
            return _changed(root, plan.writes) or _write(root, plan.writes, disk)
    except LockedError:
        return (at_work(),)
    except JournalError as error:
        return (lost(error),)
    except OSError as error:
        return (failed(error, "Nothing was written."),)


def _changed(root: Path, writes: Iterable[Item]) -> Diagnostics:
    """A finding for each file that is no longer as the plan saw it, nor as the plan wants it."""
    return tuple(raced(i.path) for i in writes if link_on_way(root, i.path) or _now(root, i) not in _expected(i))


def _now(root: Path, item: Item) -> str | None:
    """What is there; a folder counts as nothing, since the plan knows that it goes when its files go."""
    found = fingerprint(root / item.path)
    return ABSENT if found == FOLDER else found


def _expected(item: Item) -> tuple[str | None, str | None]:
    return _sha(item.before), _sha(item.after)


def _sha(data: bytes | None) -> str | None:
    return ABSENT if data is None else digest(data)


def _write(root: Path, writes: Sequence[Item], disk: Disk) -> Diagnostics:
    """Stage, commit, complete. The run has happened when its journal is gone."""
    try:
        staged = _stage(root, writes, disk)
        _commit(root, staged, disk)
        complete(root, staged, disk)
        disk.unlink(root / JOURNAL)
    except OSError as error:
        return (_undone(root, error, disk),)
    drop_staging(root, disk)
    return ()


def _stage(root: Path, writes: Sequence[Item], disk: Disk) -> Journal:
    writes = [i for i in writes if _now(root, i) != _sha(i.after)]
    steps = tuple(Step(i.path, _sha(i.before), _sha(i.after)) for i in writes)
    for folder in (new(root, 0).parent, old(root, 0).parent):
        disk.mkdir(folder)
    for number, item in enumerate(writes):
        target = root / item.path
        mode = S_IMODE(target.stat().st_mode) if target.is_file() else None
        if item.after is not None:
            disk.write(new(root, number), item.after, mode)
        if item.before is not None:
            disk.write(old(root, number), item.before, mode)
    return Journal(steps, made_folders(root, (i.path for i in writes if i.after is not None)))


def _commit(root: Path, found: Journal, disk: Disk) -> None:
    draft = root / STAGING / "journal.json"
    disk.write(draft, encode(found))
    for folder in (new(root, 0).parent, old(root, 0).parent, root / STAGING):
        disk.sync(folder)
    disk.replace(draft, root / JOURNAL)
    disk.sync(root / HOME)


def _undone(root: Path, error: OSError, disk: Disk) -> Diagnostic:
    try:
        roll_back(root, disk)
    except (OSError, JournalError):
        return failed(error, "Some files are written and some are not; the next tfgen command mends that.")
    return failed(error, "All files are as they were.")
