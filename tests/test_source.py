from tfgen.source import FileRange, LineIndex, SourceFile

LINES = LineIndex.of("a = {\n  b = 1\n}\n")


def test_a_range_contains_what_lies_in_it_and_itself() -> None:
    whole, inner = LINES.range(0, 15), LINES.range(8, 13)
    assert whole.contains(inner)
    assert whole.contains(whole)
    assert not inner.contains(whole)
    assert not LINES.range(0, 10).contains(inner)
    assert not LINES.range(10, 15).contains(inner)
    assert inner.contains(LINES.range(13, 13))


def test_what_is_made_of_a_range_with_a_file_has_that_file_too() -> None:
    file = SourceFile("override.tf", "a = {\n  b = 1\n}\n")
    plain, other = LINES.range(0, 5), LINES.range(8, 13)
    inner = FileRange(other.start, other.end, file)
    assert (plain.file, inner.file) == (None, file)
    assert inner.to(inner) == inner
    assert inner.between(inner.end, inner.end) == FileRange(other.end, other.end, file)
    assert inner != other
    assert plain.to(other) == LINES.range(0, 13)
