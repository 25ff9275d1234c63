"""The findings of this stage, in words."""

from __future__ import annotations

from collections.abc import Iterable

from tfgen.diagnostics import Diagnostic
from tfgen.output.diff import excerpt, unified
from tfgen.output.journal import JournalError
from tfgen.output.model import ItemKind, PlanItem
from tfgen.output.paths import JOURNAL, LOCK, STAGING, UNDO


def overwrite_diagnostics(items: Iterable[PlanItem]) -> Iterable[Diagnostic]:
    """A finding for each file that only ``--force`` overwrites or removes."""
    for item in items:
        if item.kind is ItemKind.EDITED:
            yield _edited(item)
        elif item.kind is ItemKind.FOREIGN:
            yield _foreign(item)


def _foreign(item: PlanItem) -> Diagnostic:
    return Diagnostic(
        "TFG802",
        "A file that tfgen did not write is in the way",
        f'"{item.path}" is not in the manifest and differs from what would be written.',
        "Move or delete it, render into another folder with --out, or overwrite it with --force.",
        file=item.path,
    )


def _edited(item: PlanItem) -> Diagnostic:
    if item.after is None:
        detail = "It is no longer rendered, and holds edits that removing it would lose."
        force = "remove it with --force"
    else:
        edit = excerpt(unified(item.path, item.after, item.before))
        detail = f"From what tfgen would write to what is there:\n{edit}"
        force = "drop the edit with --force"
    return Diagnostic(
        "TFG801",
        "A generated file was edited by hand",
        detail,
        f"Move the edit to the stack or to a template, or {force}.",
        file=item.path,
    )


def path_blocked(path: str, why: str) -> Diagnostic:
    """The finding that nothing can be written at ``path``."""
    return Diagnostic(
        "TFG803",
        "A file cannot be written here",
        f'"{path}" is not written: {why}.',
        "Move what is in the way, or render into another folder with --out.",
        file=path,
    )


def changed_meanwhile(path: str) -> Diagnostic:
    """The finding that somebody changed ``path`` while this run worked."""
    return Diagnostic(
        "TFG804",
        "A file changed while this run was at work",
        f'"{path}" was changed meanwhile, by another tfgen run or by hand. Nothing was written.',
        "Run the command again.",
        file=path,
    )


def other_run_at_work() -> Diagnostic:
    """The finding that another run holds the lock."""
    return Diagnostic(
        "TFG804",
        "Another tfgen run is at work here",
        "It holds the lock of this folder. Nothing was written.",
        "Wait for it to end and run the command again. A run that died holds no lock; the lock file may stay.",
        file=LOCK,
    )


def write_failed(error: OSError, outcome: str) -> Diagnostic:
    """The finding that the operating system refused a change; ``outcome`` says how the tree is now."""
    name = f' "{error.filename}"' if error.filename else ""
    return Diagnostic(
        "TFG806",
        "The files could not be written",
        f"{error.strerror or error}{name}. {outcome}",
        "See to free space and to write permission for the folder, then run the command again.",
    )


def journal_unusable(error: JournalError) -> Diagnostic:
    """The finding that ``error`` keeps an interrupted run from being recovered."""
    return Diagnostic(
        "TFG805",
        "An interrupted run cannot be mended",
        f"Its journal cannot be followed: {error}.",
        f"Restore the files from version control, delete {JOURNAL}, {UNDO} and {STAGING}, and run the command again.",
        file=JOURNAL,
    )
