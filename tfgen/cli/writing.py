"""Writing rendered files: plan, show or apply, and say what happened."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

import click

from tfgen.cli.common import Shown, progress, show
from tfgen.diagnostics import Diagnostics, has_errors
from tfgen.output.apply import apply
from tfgen.output.diff import diff
from tfgen.output.manifest import load_manifest
from tfgen.output.model import Kind, OutputFile, Plan
from tfgen.output.plan import plan
from tfgen.output.recover import recover

_NO_WORK_DONE = {"TFG804", "TFG806"}
"""Findings that say tfgen could not do its work: exit 1, not 2."""

_WORDS = {
    Kind.CREATE: "created",
    Kind.CHANGE: "changed",
    Kind.STALE: "removed",
    Kind.EDITED: "overwritten",
    Kind.FOREIGN: "overwritten",
    Kind.SAME: "unchanged",
}


@dataclass(frozen=True, slots=True)
class Target:
    """Where files go and what the manifest says of them; ``path`` turns a finding's file into what the user sees."""

    root: Path
    provider: str
    inputs: Mapping[str, str]
    scope: AbstractSet[str] | None
    path: Callable[[str], str]


def write(
    files: Sequence[OutputFile], target: Target, shown: Shown, *, dry: bool, check: bool, force: bool
) -> int:
    """Write the files, or with ``dry`` only show the difference; the exit status."""
    found = _mend(target, shown) if not dry else ()
    planned = None if has_errors(found) else _planned(files, target, force)
    found = (*found, *(planned.found if planned else ()))
    if planned is None or has_errors(found):
        return _refused(found, target, shown)
    if dry:
        if shown.format == "text":
            click.echo(diff(planned), nl=False)
        progress(_said(planned, "would be "), shown)
        return 2 if check and planned.writes else 0
    _, found = apply(target.root, planned)
    if has_errors(found):
        return _refused(found, target, shown)
    progress(_said(planned, ""), shown)
    return 0


def _mend(target: Target, shown: Shown) -> Diagnostics:
    mended, found = recover(target.root)
    if mended:
        how = "completed" if mended.completed else "undone"
        progress(f"An interrupted run was {how}: {len(mended.paths)} files.", shown)
    return found


def _planned(files: Sequence[OutputFile], target: Target, force: bool) -> Plan:
    from dataclasses import replace

    previous, found = load_manifest(target.root)
    planned = plan(
        target.root,
        files,
        previous,
        provider=target.provider,
        inputs=target.inputs,
        scope=target.scope,
        force=force,
    )
    return planned if force else replace(planned, found=tuple(dict.fromkeys((*found, *planned.found))))


def _refused(found: Diagnostics, target: Target, shown: Shown) -> int:
    show(found, shown, path=target.path)
    if shown.format == "text":
        progress("Nothing was written.", shown)
    return 1 if any(f.code in _NO_WORK_DONE for f in found) else 2


def _said(planned: Plan, would: str) -> str:
    counts: dict[str, int] = {}
    for item in planned.items:
        counts[_WORDS[item.kind]] = counts.get(_WORDS[item.kind], 0) + 1
    parts = [f"{n} {'' if word == 'unchanged' else would}{word}" for word, n in counts.items()]
    return f"{', '.join(parts)}." if parts else "No files."
