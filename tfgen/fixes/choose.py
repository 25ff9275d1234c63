"""Choice of the fixes that can be made together: those that touch different places."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tfgen.diagnostics import Diagnostic, Edit

Places = list[tuple[int, int]]


def edits_of(diagnostic: Diagnostic) -> Iterator[tuple[str, Edit]]:
    """Each edit of the diagnostic's fix, with the file that it changes."""
    if diagnostic.fix is None:
        return
    for edit in diagnostic.fix.edits:
        file = edit.file or diagnostic.file
        assert file is not None, "a fix without a file"
        yield file, edit


def disjoint(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics whose fixes do not get in each other's way:
    safe fixes win, then those that stand first.
    """
    taken: dict[str, Places] = {}
    chosen: list[Diagnostic] = []
    for diagnostic in sorted(diagnostics, key=_order):
        places = _free_places(diagnostic, taken)
        if places:
            _add(places, taken)
            chosen.append(diagnostic)
    return tuple(sorted(chosen, key=_position))


def by_file(diagnostics: Iterable[Diagnostic]) -> Mapping[str, Sequence[Edit]]:
    """All edits of some fixes that do not overlap, in the order of their places."""
    edits: dict[str, list[Edit]] = {}
    for diagnostic in diagnostics:
        for file, edit in edits_of(diagnostic):
            edits.setdefault(file, []).append(edit)
    for group in edits.values():
        group.sort(key=lambda edit: edit.range.start.offset)
    return edits


def _order(diagnostic: Diagnostic) -> tuple[bool, str, int]:
    safe = diagnostic.fix is None or diagnostic.fix.safe
    return not safe, *_position(diagnostic)


def _position(diagnostic: Diagnostic) -> tuple[str, int]:
    start = diagnostic.range.start.offset if diagnostic.range else 0
    return diagnostic.file or "", start


def _free_places(diagnostic: Diagnostic, taken: Mapping[str, Places]) -> dict[str, Places]:
    """The places of a fix by file; none when one of them is taken or the fix gets in its own way."""
    places: dict[str, Places] = {}
    for file, edit in edits_of(diagnostic):
        place = (edit.range.start.offset, edit.range.end.offset)
        if not _is_free(place, taken.get(file, [])) or not _is_free(place, places.get(file, [])):
            return {}
        insort(places.setdefault(file, []), place)
    return places


def _add(places: Mapping[str, Places], taken: dict[str, Places]) -> None:
    for file, added in places.items():
        for place in added:
            insort(taken.setdefault(file, []), place)


def _is_free(place: tuple[int, int], taken: Places) -> bool:
    """True when a place neither overlaps nor touches one that is taken:
    two texts for one point have no order.
    """
    at = bisect_left(taken, place)
    if at < len(taken) and taken[at][0] <= place[1]:
        return False
    return at == 0 or taken[at - 1][1] < place[0]
