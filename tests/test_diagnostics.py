import random
from difflib import get_close_matches

import pytest

from tfgen.diagnostics import Diagnostic, Severity, did_you_mean, has_errors, nearest, once
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


@pytest.mark.parametrize(("word", "near"), [("regon", "region"), ("REGION", "region"), ("x", None), ("", None)])
def test_the_nearest_right_name(word: str, near: str | None) -> None:
    assert nearest(word, ["region", "suffix", "tags"]) == near
    assert did_you_mean(word, ["region", "suffix", "tags"]) == (f'Did you mean "{near}"?' if near else "")


def test_the_nearest_is_the_one_that_difflib_finds() -> None:
    random_ = random.Random(1)

    def word() -> str:
        return "".join(random_.choice("abc_") for _ in range(random_.randrange(1, 9)))

    for _ in range(2000):
        given, known = word(), [word() for _ in range(random_.randrange(8))]
        assert nearest(given, known) == next(iter(get_close_matches(given, known, n=1)), None)
