import pytest

from tfgen.diagnostics import Diagnostic, Severity, has_errors, once
from tfgen.source import START, Pos, Range

ELSEWHERE = Range(Pos(9, 2, 1), Pos(10, 2, 2))

WRONG = Diagnostic("TFG015", "Wrong type", "a wants a list", file="stack.yaml", range=START, stack_key="a")


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (Diagnostic("TFG015", "Wrong type", "b wants a list", file="stack.yaml", range=START, stack_key="b"), True),
        (Diagnostic("TFG015", "Wrong type", "a wants a list", file="other.yaml", range=START), False),
        (Diagnostic("TFG015", "Wrong type", "a wants a list", file="stack.yaml", range=ELSEWHERE), False),
        (Diagnostic("TFG015", 'Missing "a"', "a wants a list", file="stack.yaml", range=START), False),
        (Diagnostic("TFG004", "Wrong type", "a wants a list", file="stack.yaml", range=START), False),
    ],
)
def test_what_is_said_of_the_same_place_again_is_told_once(other: Diagnostic, same: bool) -> None:
    assert once([WRONG, other, WRONG]) == ((WRONG,) if same else (WRONG, other))


def test_findings_without_a_place_differ_by_what_they_say() -> None:
    one, two = Diagnostic("TFG024", "Unknown version", "6.0.0"), Diagnostic("TFG024", "Unknown version", "6.1.0")
    assert once([one, two, one]) == (one, two)


def test_only_errors_stop_the_next_stage() -> None:
    note, warning, error = (Diagnostic("TFG028", "x", severity=s) for s in Severity)
    assert not has_errors([note, warning])
    assert has_errors([note, error])
