"""Carries out a plan: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from stat import S_IMODE

from msgspec import Struct

from tfgen.diagnostics import Diagnostic, Diagnostics, has_errors
from tfgen.output.disk import ABSENT, DISK, FOLDER, Disk, fingerprint
from tfgen.output.findings import (
    changed_meanwhile,
    journal_unusable,
    other_run_at_work,
    write_failed,
)
from tfgen.output.journal import (
    Journal,
    JournalError,
    JournalStep,
    complete,
    encode,
    folders_to_make,
    staged_new,
    staged_old,
)
from tfgen.output.manifest import digest
from tfgen.output.model import Plan, PlanItem
from tfgen.output.paths import HOME, JOURNAL, STAGING, link_on_way
from tfgen.output.recover import LockedError, drop_staging, locked, recover_locked, roll_back


class Applied(Struct, frozen=True):
    """The files written and removed, as paths below the root; tfgen's own are not among them."""

    written: tuple[str, ...]
    removed: tuple[str, ...]


def apply(root: Path, plan: Plan, disk: Disk = DISK) -> tuple[Applied | None, Diagnostics]:
    """Make the tree below ``root`` what ``plan`` says; on any failure it stays as it was.

    A plan with errors is not carried out: its findings come back. Nothing on disk is touched when
    nothing changes. Findings: TFG804 another run is at work, or a file changed since it was
    planned; TFG806 the disk refused. A process that dies here leaves a journal: call ``recover``
    before the next plan.
    """
    if has_errors(plan.diagnostics):
        return None, plan.diagnostics
    if plan.writes:
        diagnostics = _locked_write(root, plan, disk)
        if diagnostics:
            return None, diagnostics
    return _applied(plan), ()


def _applied(plan: Plan) -> Applied:
    written: list[str] = []
    removed: list[str] = []
    for item in plan.changes:
        if item.after is None:
            removed.append(item.path)
        else:
            written.append(item.path)
    return Applied(tuple(written), tuple(removed))


def _locked_write(root: Path, plan: Plan, disk: Disk) -> Diagnostics:
    try:
        with locked(root, disk):
            recovered = recover_locked(root, disk)
            if recovered:
                return tuple(map(changed_meanwhile, recovered.paths[:1]))
            return _changed(root, plan.writes) or _write(root, plan.writes, disk)
    except LockedError:
        return (other_run_at_work(),)
    except JournalError as error:
        return (journal_unusable(error),)
    except OSError as error:
        return (write_failed(error, "Nothing was written."),)


def _changed(root: Path, writes: Iterable[PlanItem]) -> Diagnostics:
    """A finding for each file that is neither as it was planned from nor as it is to become."""
    diagnostics: list[Diagnostic] = []
    for item in writes:
        if link_on_way(root, item.path) or _on_disk(root, item) not in (
            _sha(item.before),
            _sha(item.after),
        ):
            diagnostics.append(changed_meanwhile(item.path))
    return tuple(diagnostics)


def _on_disk(root: Path, item: PlanItem) -> str | None:
    """The file's fingerprint; a folder counts as absent,
    since the plan knows that it goes when its files go.
    """
    on_disk = fingerprint(root / item.path)
    return ABSENT if on_disk == FOLDER else on_disk


def _sha(data: bytes | None) -> str | None:
    return ABSENT if data is None else digest(data)


def _write(root: Path, writes: Sequence[PlanItem], disk: Disk) -> Diagnostics:
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


def _stage(root: Path, writes: Sequence[PlanItem], disk: Disk) -> Journal:
    """Put new contents and copies of old ones beside the tree;
    the journal of what is to be done with them.
    """
    for folder in (staged_new(root, 0).parent, staged_old(root, 0).parent):
        disk.mkdir(folder)
    steps: list[JournalStep] = []
    for item in writes:
        if _on_disk(root, item) != _sha(item.after):
            _stage_item(root, len(steps), item, disk)
            steps.append(JournalStep(item.path, _sha(item.before), _sha(item.after)))
    written = [step.path for step in steps if step.after is not ABSENT]
    return Journal(tuple(steps), folders_to_make(root, written))


def _stage_item(root: Path, number: int, item: PlanItem, disk: Disk) -> None:
    target = root / item.path
    mode = S_IMODE(target.stat().st_mode) if target.is_file() else None
    if item.after is not None:
        disk.write(staged_new(root, number), item.after, mode)
    if item.before is not None:
        disk.write(staged_old(root, number), item.before, mode)


def _commit(root: Path, journal: Journal, disk: Disk) -> None:
    draft = root / STAGING / "journal.json"
    disk.write(draft, encode(journal))
    for folder in (staged_new(root, 0).parent, staged_old(root, 0).parent, root / STAGING):
        disk.sync(folder)
    disk.replace(draft, root / JOURNAL)
    disk.sync(root / HOME)


def _undone(root: Path, error: OSError, disk: Disk) -> Diagnostic:
    try:
        roll_back(root, disk)
    except (OSError, JournalError):
        return write_failed(
            error, "Some files are written and some are not; the next tfgen command mends that."
        )
    return write_failed(error, "All files are as they were.")
