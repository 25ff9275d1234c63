"""Sorts every file into create, change, same, stale, edited or foreign.
Reads the disk, changes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

from msgspec import Struct, field

from tfgen.diagnostics import Diagnostics
from tfgen.output.findings import changed_meanwhile, overwrite_diagnostics, path_blocked
from tfgen.output.manifest import (
    FileRecord,
    Manifest,
    RunRecord,
    digest,
    encode,
    load_manifest,
)
from tfgen.output.model import ItemKind, OutputFile, Plan, PlanItem
from tfgen.output.ownership import Ownership, StackOwner
from tfgen.output.paths import IGNORE, MANIFEST, collisions, link_on_way, obstacle, path_problem

IGNORED = b"""\
# What a tfgen run keeps here while it works, or leaves when it is interrupted.
/journal.json
/lock
/staging/
/undo.json
"""


class _Blocked(Struct, frozen=True):
    """A path that cannot be written, and the reason."""

    path: str
    reason: str


class _Results(Struct):
    """Items of a plan and blocked paths, in the order in which they were added."""

    items: list[PlanItem] = field(default_factory=list)
    blocked: list[_Blocked] = field(default_factory=list)

    def add(self, result: PlanItem | _Blocked | None) -> None:
        """Take in a result; None is nothing."""
        if isinstance(result, PlanItem):
            self.items.append(result)
        elif result is not None:
            self.blocked.append(result)


def plan(
    root: Path,
    files: Sequence[OutputFile],
    previous: Manifest | None,
    *,
    provider: str,
    inputs: Mapping[str, str],
    scope: AbstractSet[str] | None = None,
    stack: StackOwner | None = None,
    force: bool = False,
) -> Plan:
    """Compare ``files`` with the disk below ``root`` and with ``previous``,
    the result of ``load_manifest(root)``.

    ``provider`` and ``inputs`` go into the new manifest. ``scope`` names the owners that ``files``
    are complete for, None for all: other owners' files are carried over, neither stale nor touched.
    ``stack`` is the stack that renders: other stacks' files are never stale. ``force`` overwrites
    or removes what was edited by hand, what is not ours and a damaged manifest.
    ``Plan.diagnostics`` has TFG801 to TFG805 and TFG807; ``apply`` refuses a plan with errors.
    """
    rendered = {file.path: file for file in files}
    ownership = Ownership.of(root, previous, stack)
    carried, dropped = ownership.no_longer_rendered(rendered, scope)
    run = RunRecord(provider, inputs)
    manifest = _manifest(rendered.values(), carried, ownership, run, previous)

    results = _results(root, rendered.values(), dropped, ownership.recorded)
    generated = _own_files(root, manifest)

    items = tuple(sorted(results.items, key=lambda item: item.path))
    clashes = _clashes([*(file.path for file in files), *carried])
    blocked = [*clashes, *results.blocked, *generated.blocked]
    diagnostics = [path_blocked(b.path, b.reason) for b in blocked]
    diagnostics += _stale_manifest(root, previous, force)
    if not force:
        diagnostics += ownership.taken(rendered.values())
        diagnostics += overwrite_diagnostics(items)
    return Plan(items, tuple(generated.items), manifest, tuple(diagnostics))


def _results(
    root: Path,
    files: Iterable[OutputFile],
    dropped: Mapping[str, FileRecord],
    recorded: Mapping[str, FileRecord],
) -> _Results:
    """The files to remove and those to write, as they are on disk."""
    results = _Results()
    for path, record in dropped.items():
        results.add(_leaving(root, path, record))
    going = set()
    for item in results.items:
        going.add(item.path)
    for file in files:
        results.add(_wanted(root, file, recorded.get(file.path), going))
    return results


def _own_files(root: Path, manifest: Manifest) -> _Results:
    """The files that tfgen keeps for itself: the manifest, and what git is to ignore."""
    generated = _Results()
    generated.add(_generated(root, IGNORE, IGNORED, keep=True))
    generated.add(_generated(root, MANIFEST, encode(manifest)))
    return generated


def _manifest(
    files: Iterable[OutputFile],
    staying: Mapping[str, FileRecord],
    ownership: Ownership,
    run: RunRecord,
    previous: Manifest | None,
) -> Manifest:
    records = dict(staying)
    for file in files:
        stacks = ownership.stacks_of(file)
        records[file.path] = FileRecord(digest(file.text.encode()), file.owner, stacks)
    if ownership.stack is None:
        return Manifest(run.provider, records, run.inputs)
    owning: set[str] = set()
    for record in records.values():
        owning.update(record.stacks)
    runs: dict[str, RunRecord] = {}
    for name, earlier in (previous.stacks if previous else {}).items():
        if name in owning:
            runs[name] = earlier
    return Manifest("", records, {}, {**runs, ownership.stack.id: run})


def _wanted(
    root: Path, file: OutputFile, record: FileRecord | None, going: Collection[str]
) -> PlanItem | _Blocked:
    problem = path_problem(file.path)
    if problem:
        return _Blocked(file.path, problem)
    after = file.text.encode()
    before = _read(root, file.path, going)
    if isinstance(before, _Blocked):
        return before
    return PlanItem(file.path, _kind(before, after, record), before, after)


def _kind(before: bytes | None, after: bytes, record: FileRecord | None) -> ItemKind:
    if before is None:
        return ItemKind.CREATE
    if before == after:
        return ItemKind.SAME
    if record is None:
        return ItemKind.FOREIGN
    if digest(before) == record.sha256:
        return ItemKind.CHANGE
    return ItemKind.EDITED


def _leaving(root: Path, path: str, record: FileRecord) -> PlanItem | _Blocked | None:
    """A recorded file that is no longer rendered;
    None when it is gone, or a link or folder took its place.
    """
    try:
        if link_on_way(root, path) or not (root / path).is_file():
            return None
        before = (root / path).read_bytes()
    except OSError as error:
        return _unreadable(path, error)
    kind = ItemKind.STALE if digest(before) == record.sha256 else ItemKind.EDITED
    return PlanItem(path, kind, before, None)


def _generated(root: Path, path: str, after: bytes, *, keep: bool = False) -> PlanItem | _Blocked:
    """One of tfgen's own files. ``keep``: as the user has it, if it is there."""
    before = _read(root, path, ())
    if isinstance(before, _Blocked):
        return before
    if before is None:
        return PlanItem(path, ItemKind.CREATE, before, after)
    kind = ItemKind.SAME if keep or before == after else ItemKind.CHANGE
    return PlanItem(path, kind, before, after)


def _read(root: Path, path: str, going: Collection[str]) -> bytes | _Blocked | None:
    try:
        reason = obstacle(root, path, going)
        if reason:
            return _Blocked(path, reason)
        if not (root / path).is_file():
            return None
        return (root / path).read_bytes()
    except OSError as error:
        return _unreadable(path, error)


def _unreadable(path: str, error: OSError) -> _Blocked:
    return _Blocked(path, f"it cannot be read: {error.strerror}")


def _clashes(paths: Iterable[str]) -> Iterable[_Blocked]:
    for path, other in collisions(paths).items():
        yield _Blocked(path, f'it cannot stand beside "{other}" on every file system')


def _stale_manifest(root: Path, previous: Manifest | None, force: bool) -> Diagnostics:
    """A finding where the manifest is not, or no longer, as it was when the files were planned."""
    current, unreadable = load_manifest(root)
    if unreadable and not force:
        return unreadable
    if unreadable or current == previous:
        return ()
    return (changed_meanwhile(MANIFEST),)
