"""Which fixes can be made together: those that touch different places."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tfgen.diagnostics import Diagnostic, Edit, Fix

Places = list[tuple[int, int]]


def edits_of(finding: Diagnostic) -> Iterator[tuple[str, Edit]]:
    """Each edit of the finding's fix, with the file that it changes."""
    for edit in finding.fix.edits if finding.fix else ():
        file = edit.file or finding.file
        assert file is not None, "a fix without a file"
        yield file, edit


def disjoint(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings whose fixes do not get in each other's way: safe ones first, then as they stand in their files."""
    taken: dict[str, Places] = {}
    chosen = [d for d in sorted(found, key=_order) if _take(d, taken)]
    return tuple(sorted(chosen, key=lambda d: (d.file or "", _start(d))))


def by_file(found: Iterable[Diagnostic]) -> Mapping[str, Sequence[Edit]]:
    """All edits of some fixes that do not overlap, in the order of their places."""
    edits: dict[str, list[Edit]] = {}
    for finding in found:
        for file, edit in edits_of(finding):
            edits.setdefault(file, []).append(edit)
    return {file: sorted(some, key=lambda e: e.range.start.offset) for file, some in edits.items()}


def _order(d: Diagnostic) -> tuple[bool, str, int]:
    return not (d.fix or Fix("", ())).safe, d.file or "", _start(d)


def _start(d: Diagnostic) -> int:
    return d.range.start.offset if d.range else 0


def _take(d: Diagnostic, taken: dict[str, Places]) -> bool:
    """Take the places of a fix, unless one of them is taken or the fix gets in its own way."""
    generated: dict[str, Places] = {}
    for file, edit in edits_of(d):
        place = (edit.range.start.offset, edit.range.end.offset)
        if not _free(place, taken.get(file, [])) or not _free(place, generated.get(file, [])):
            return False
        insort(generated.setdefault(file, []), place)
    for file, places in generated.items():
        for place in places:
            insort(taken.setdefault(file, []), place)
    return bool(generated)


def _free(place: tuple[int, int], taken: Places) -> bool:
    """Whether a place neither overlaps nor touches one that is taken: two texts for one point have no order."""
    at = bisect_left(taken, place)
    after, before = taken[at : at + 1], taken[max(at - 1, 0) : at]
    return all(place[1] < start for start, _ in after) and all(end < place[0] for _, end in before)
