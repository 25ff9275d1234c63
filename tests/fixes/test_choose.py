from tfgen.diagnostics import Diagnostic, Edit, Fix
from tfgen.fixes.choose import by_file, disjoint
from tfgen.source import LineIndex

TEXT = "abcdefghij"


def finding(*places: tuple[int, int], safe: bool = True, file: str = "a.tf", edited: str | None = None) -> Diagnostic:
    ranges = [LineIndex.of(TEXT).range(start, end) for start, end in places]
    fix = Fix("x", tuple(Edit(r, "x", edited) for r in ranges), safe)
    return Diagnostic("TFG301", "x", file=file, range=ranges[0], fix=fix)


def test_those_that_overlap_wait() -> None:
    first, inside, other = finding((0, 4)), finding((2, 3)), finding((6, 7))
    assert disjoint([other, inside, first]) == (first, other)


def test_those_that_touch_wait_because_their_order_would_matter() -> None:
    assert disjoint([finding((0, 4)), finding((4, 4)), finding((4, 6))]) == (finding((0, 4)),)


def test_safe_ones_go_first() -> None:
    unsafe, safe = finding((0, 4), safe=False), finding((3, 5))
    assert disjoint([unsafe, safe]) == (safe,)


def test_a_fix_is_made_as_a_whole_or_not_at_all() -> None:
    assert disjoint([finding((2, 3)), finding((0, 1), (2, 4), (6, 7)), finding((6, 8))]) == (
        finding((0, 1), (2, 4), (6, 7)),
    )


def test_a_fix_that_overlaps_itself_is_none() -> None:
    assert disjoint([finding((0, 4), (2, 6))]) == ()


def test_other_files_are_other_places() -> None:
    here, there, elsewhere = finding((0, 4)), finding((0, 4), file="b.tf"), finding((0, 4), edited="c.tf")
    assert set(disjoint([here, there, elsewhere])) == {here, there, elsewhere}
    assert set(by_file([here, elsewhere])) == {"a.tf", "c.tf"}


def test_edits_come_in_order() -> None:
    edits = by_file([finding((6, 7)), finding((0, 1), (3, 4))])["a.tf"]
    assert [e.range.start.offset for e in edits] == [0, 3, 6]
