"""Writing rendered files: plan, show or apply, and say what happened."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

import click
from msgspec import Struct

from tfgen.cli.common import OutputOptions, progress
from tfgen.diagnostics import Diagnostics, has_errors
from tfgen.output.manifest import load_manifest
from tfgen.output.model import ItemKind, OutputFile, Plan
from tfgen.output.plan import plan
from tfgen.output.recover import recover

_NO_WORK_DONE = {"TFG804", "TFG806"}
"""Findings that say tfgen could not do its work: exit 1, not 2."""

_WORDS = {
    ItemKind.CREATE: "created",
    ItemKind.CHANGE: "changed",
    ItemKind.STALE: "removed",
    ItemKind.EDITED: "overwritten",
    ItemKind.FOREIGN: "overwritten",
    ItemKind.SAME: "unchanged",
}


class Target(Struct, frozen=True):
    """Where files go and what the manifest says of them.

    ``tell`` prints the run's own findings together with those of writing, in one report, and gives the exit status.
    """

    root: Path
    provider: str
    inputs: Mapping[str, str]
    scope: AbstractSet[str] | None
    tell: Callable[[Diagnostics], int]


def write(
    files: Sequence[OutputFile], target: Target, output: OutputOptions, *, dry: bool, check: bool, force: bool
) -> int:
    """Write the files, or with ``dry`` only show the difference; tell what was found; the exit status."""
    diagnostics = _fix_all(target, output) if not dry else ()
    planned = None if has_errors(diagnostics) else _planned(files, target, force)
    diagnostics = (*diagnostics, *(planned.diagnostics if planned else ()))
    if planned and not dry and not has_errors(diagnostics):
        from tfgen.output.apply import apply

        diagnostics = (*diagnostics, *apply(target.root, planned)[1])
    status = target.tell(diagnostics)
    if planned is None or has_errors(diagnostics):
        progress("Nothing was written.", output)
        return 1 if any(f.code in _NO_WORK_DONE for f in diagnostics) else 2
    if dry and output.format == "text":
        from tfgen.output.diff import diff

        click.echo(diff(planned), nl=False)
    progress(_said(planned, "would be " if dry else ""), output)
    return max(status, 2 if dry and check and planned.writes else 0)


def _fix_all(target: Target, output: OutputOptions) -> Diagnostics:
    recovered, diagnostics = recover(target.root)
    if recovered:
        how = "completed" if recovered.completed else "undone"
        progress(f"An interrupted run was {how}: {len(recovered.paths)} files.", output)
    return diagnostics


def _planned(files: Sequence[OutputFile], target: Target, force: bool) -> Plan:
    from msgspec.structs import replace

    previous, diagnostics = load_manifest(target.root)
    planned = plan(
        target.root,
        files,
        previous,
        provider=target.provider,
        inputs=target.inputs,
        scope=target.scope,
        force=force,
    )
    return planned if force else replace(planned, diagnostics=tuple(dict.fromkeys((*diagnostics, *planned.diagnostics))))


def _said(planned: Plan, would: str) -> str:
    counts: dict[str, int] = {}
    for item in planned.items:
        counts[_WORDS[item.kind]] = counts.get(_WORDS[item.kind], 0) + 1
    parts = [f"{n} {'' if word == 'unchanged' else would}{word}" for word, n in counts.items()]
    return f"{', '.join(parts)}." if parts else "No files."
