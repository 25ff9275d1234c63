"""Sorts every file into create, change, same, stale, edited or foreign. Reads the disk, changes nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

from msgspec import Struct

from tfgen.diagnostics import Diagnostics
from tfgen.output.findings import path_blocked, raced, refused
from tfgen.output.manifest import FileRecord, Manifest, digest, encode, load_manifest
from tfgen.output.model import Item, Kind, OutputFile, Plan
from tfgen.output.paths import IGNORE, MANIFEST, collisions, link_on_way, obstacle, path_problem

IGNORED = b"""\
# What a tfgen run keeps here while it works, or leaves when it is interrupted.
/journal.json
/lock
/staging/
/undo.json
"""


class _Blocked(Struct, frozen=True):
    path: str
    why: str


def plan(
    root: Path,
    files: Sequence[OutputFile],
    previous: Manifest | None,
    *,
    provider: str,
    inputs: Mapping[str, str],
    scope: AbstractSet[str] | None = None,
    force: bool = False,
) -> Plan:
    """Compare ``files`` with the disk below ``root`` and with ``previous``, what ``load_manifest(root)`` gave.

    ``provider`` and ``inputs`` go into the new manifest. ``scope`` names the owners that ``files`` are complete for,
    None for all: other owners' files are carried over, neither stale nor touched. ``force`` overwrites or removes
    what was edited by hand, what is not ours and a damaged manifest. ``Plan.found`` has findings TFG801 to TFG805;
    ``apply`` refuses a plan with errors.
    """
    rendered = {f.path: f for f in files}
    left = {p: r for p, r in (previous.files if previous else {}).items() if p not in rendered}
    carried = {p: r for p, r in left.items() if scope is not None and r.owner not in scope}
    leaving = [_leaving(root, p, r) for p, r in left.items() if p not in carried]
    going = {i.path for i in leaving if isinstance(i, Item)}
    wanted = [_wanted(root, f, previous.files.get(f.path) if previous else None, going) for f in rendered.values()]

    ours = {f.path: FileRecord(digest(f.text.encode()), f.owner) for f in rendered.values()}
    manifest = Manifest(provider, {**carried, **ours}, inputs)
    generated = [_own(root, IGNORE, IGNORED, keep=True), _own(root, MANIFEST, encode(manifest))]
    items = sorted(_items((*leaving, *wanted)), key=lambda i: i.path)
    blocked = [*_clashes([*(f.path for f in files), *carried]), *_blocks((*leaving, *wanted, *generated))]
    found = (
        *(path_blocked(b.path, b.why) for b in blocked),
        *_stale_manifest(root, previous, force),
        *(() if force else refused(items)),
    )
    return Plan(tuple(items), _items(generated), manifest, found)


def _items(results: Iterable[Item | _Blocked | None]) -> tuple[Item, ...]:
    return tuple(r for r in results if isinstance(r, Item))


def _blocks(results: Iterable[Item | _Blocked | None]) -> tuple[_Blocked, ...]:
    return tuple(r for r in results if isinstance(r, _Blocked))


def _wanted(root: Path, file: OutputFile, record: FileRecord | None, going: Collection[str]) -> Item | _Blocked:
    after = file.text.encode()
    if why := path_problem(file.path):
        return _Blocked(file.path, why)
    before = _read(root, file.path, going)
    if isinstance(before, _Blocked):
        return before
    return Item(file.path, _kind(before, after, record), before, after)


def _kind(before: bytes | None, after: bytes, record: FileRecord | None) -> Kind:
    if before is None:
        return Kind.CREATE
    if before == after:
        return Kind.SAME
    if record is None:
        return Kind.FOREIGN
    return Kind.CHANGE if digest(before) == record.sha256 else Kind.EDITED


def _leaving(root: Path, path: str, record: FileRecord) -> Item | _Blocked | None:
    """A recorded file that is no longer rendered; None when it is gone, or a link or folder took its place."""
    try:
        if link_on_way(root, path) or not (root / path).is_file():
            return None
        before = (root / path).read_bytes()
    except OSError as error:
        return _unreadable(path, error)
    return Item(path, Kind.STALE if digest(before) == record.sha256 else Kind.EDITED, before, None)


def _own(root: Path, path: str, after: bytes, *, keep: bool = False) -> Item | _Blocked:
    """One of tfgen's own files. ``keep``: as the user has it, if it is there."""
    before = _read(root, path, ())
    if isinstance(before, _Blocked):
        return before
    same = before == after or (keep and before is not None)
    return Item(path, Kind.SAME if same else Kind.CREATE if before is None else Kind.CHANGE, before, after)


def _read(root: Path, path: str, going: Collection[str]) -> bytes | _Blocked | None:
    try:
        if why := obstacle(root, path, going):
            return _Blocked(path, why)
        return (root / path).read_bytes() if (root / path).is_file() else None
    except OSError as error:
        return _unreadable(path, error)


def _unreadable(path: str, error: OSError) -> _Blocked:
    return _Blocked(path, f"it cannot be read: {error.strerror}")


def _clashes(paths: Iterable[str]) -> Iterable[_Blocked]:
    for path, other in collisions(paths).items():
        yield _Blocked(path, f'it cannot stand beside "{other}" on every file system')


def _stale_manifest(root: Path, previous: Manifest | None, force: bool) -> Diagnostics:
    current, unreadable = load_manifest(root)
    if unreadable:
        return () if force else unreadable
    return () if current == previous else (raced(MANIFEST),)
