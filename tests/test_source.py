from tfgen.source import LineIndex

LINES = LineIndex.of("a = {\n  b = 1\n}\n")


def test_a_range_contains_what_lies_in_it_and_itself() -> None:
    whole, inner = LINES.range(0, 15), LINES.range(8, 13)
    assert whole.contains(inner)
    assert whole.contains(whole)
    assert not inner.contains(whole)
    assert not LINES.range(0, 10).contains(inner)
    assert not LINES.range(10, 15).contains(inner)
    assert inner.contains(LINES.range(13, 13))
