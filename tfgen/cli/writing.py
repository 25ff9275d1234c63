"""Writing rendered files: plan, show or apply, and report what happened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from tfgen.cli.colour import print_diff
from tfgen.cli.console import progress
from tfgen.cli.options import OutputOptions
from tfgen.diagnostics import Diagnostics, has_errors
from tfgen.output.manifest import load_manifest
from tfgen.output.model import ItemKind, OutputFile, Plan
from tfgen.output.ownership import StackOwner
from tfgen.output.plan import plan
from tfgen.output.recover import recover

_NO_WORK_DONE = {"TFG804", "TFG806"}
"""Findings that say tfgen could not do its work: exit 1, not 2."""

_MOST_NAMED = 20
"""Files that are named, so that the end of a big change can still be read."""

_WORDS = {
    ItemKind.CREATE: "created",
    ItemKind.CHANGE: "changed",
    ItemKind.STALE: "removed",
    ItemKind.EDITED: "overwritten",
    ItemKind.FOREIGN: "overwritten",
    ItemKind.SAME: "unchanged",
}


class Target(Struct, frozen=True):
    """The folder to write to, and the manifest's facts about the files;
    ``stack`` is None where no stack renders them.

    ``report`` prints the run's own findings together with those of writing, and gives the exit status.
    """

    root: Path
    provider: str
    inputs: Mapping[str, str]
    scope: AbstractSet[str] | None
    stack: StackOwner | None
    report: Callable[[Diagnostics], int]


def write(
    files: Sequence[OutputFile],
    target: Target,
    output: OutputOptions,
    *,
    dry: bool,
    check: bool,
    force: bool,
) -> int:
    """Write the files, or with ``dry`` only show the difference; report the diagnostics; the exit status."""
    planned: Plan | None = None
    diagnostics = () if dry else _recover(target, output)
    if not has_errors(diagnostics):
        planned = _planned(files, target, force)
        diagnostics = (*diagnostics, *planned.diagnostics)
    if planned and not dry and not has_errors(diagnostics):
        from tfgen.output.apply import apply

        diagnostics = (*diagnostics, *apply(target.root, planned)[1])
    status = target.report(diagnostics)
    if planned is None or has_errors(diagnostics):
        progress("Nothing was written.", output)
        if any(d.code in _NO_WORK_DONE for d in diagnostics):
            return 1
        return 2
    if dry and output.format == "text":
        from tfgen.output.diff import diff

        print_diff(diff(planned))
    if not dry:
        for line in _names(planned):
            progress(line, output)
    progress(_counts(planned, "would be " if dry else ""), output)
    if dry and check and planned.writes:
        return 2
    return status


def _recover(target: Target, output: OutputOptions) -> Diagnostics:
    recovered, diagnostics = recover(target.root)
    if recovered:
        how = "completed" if recovered.completed else "undone"
        progress(f"An interrupted run was {how}: {len(recovered.paths)} files.", output)
    return diagnostics


def _planned(files: Sequence[OutputFile], target: Target, force: bool) -> Plan:
    previous, diagnostics = load_manifest(target.root)
    planned = plan(
        target.root,
        files,
        previous,
        provider=target.provider,
        inputs=target.inputs,
        scope=target.scope,
        stack=target.stack,
        force=force,
    )
    if force:
        return planned
    each_once = dict.fromkeys((*diagnostics, *planned.diagnostics))
    return replace(planned, diagnostics=tuple(each_once))


def _names(planned: Plan) -> Iterator[str]:
    """A line for each file that was there and is changed or removed; of many the first ones."""
    named = [item for item in planned.items if item.kind not in (ItemKind.CREATE, ItemKind.SAME)]
    for item in named[:_MOST_NAMED]:
        done = "removed" if item.after is None else _WORDS[item.kind]
        yield f"{done}: {item.path}"
    more = len(named) - _MOST_NAMED
    if more > 0:
        yield f"... and {more} more"


def _counts(planned: Plan, would: str) -> str:
    """``3 created, 1 unchanged.``; ``would`` is put before what is not done yet."""
    counts = Counter(_WORDS[item.kind] for item in planned.items)
    parts: list[str] = []
    for word, count in counts.items():
        done = word if word == "unchanged" else f"{would}{word}"
        parts.append(f"{count} {done}")
    if parts:
        return f"{', '.join(parts)}."
    return "No files."
