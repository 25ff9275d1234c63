"""The test of values, by kind of constraint."""

import pytest

from tfgen.aws.refusals.accept import takes_count, takes_number, takes_text
from tfgen.aws.refusals.forms import FORMS
from tfgen.aws.refusals.load import Refusals, nearest_version
from tfgen.aws.refusals.model import ValueRefusal

NAME = ValueRefusal("n", "chars", "-abc1", ("abc", "abc1", "ascii"))


@pytest.mark.parametrize(
    ("refusal", "good", "bad"),
    [
        (ValueRefusal("n", "enum", values=("A", "B")), ("A",), ("a", "C", "")),
        (ValueRefusal("n", "enum", values=("A",), any_case=True, empty=True), ("a", ""), ("b",)),
        (ValueRefusal("n", "length", least=2, most=3), ("aa", "aaa", "é"), ("a", "aaaa", "")),
        (ValueRefusal("n", "pattern", "^a+$"), ("aa",), ("ab", "b")),
        (NAME, ("a-b1",), ("-a", "a-", "d", "é")),
        (ValueRefusal("n", "form", "network"), ("10.0.0.0/8", "2001:db8::/48"), ("10.0.0.1/8", "10.0.0.0", "x")),
    ],
)
def test_texts(refusal: ValueRefusal, good: tuple[str, ...], bad: tuple[str, ...]) -> None:
    assert [text for text in good if not takes_text(refusal, text)] == []
    assert [text for text in bad if takes_text(refusal, text)] == []


def test_numbers() -> None:
    refusal = ValueRefusal("n", "range", values=("0",), least=30, most=900)
    taken = [takes_number(refusal, n) for n in (0, 30, 900, 29.5, 29, 901)]
    assert taken == [True, True, True, True, False, False]
    assert [takes_count(ValueRefusal("n", "items", least=2, most=2), n) for n in (1, 2, 3)] == [False, True, False]


@pytest.mark.parametrize("name", FORMS)
def test_the_example_of_a_form_has_it(name: str) -> None:
    assert FORMS[name].holds(FORMS[name].example)
    assert not FORMS[name].holds("§")


@pytest.mark.parametrize(
    ("version", "asked"),
    [
        ("2.70.0", "3.39.0"),
        ("3.76.1", "3.39.0"),
        ("4.67.0", "5.100.0"),
        ("5.3.0", "5.100.0"),
        ("6.62.0", "5.100.0"),
    ],
)
def test_the_nearest_version(version: str, asked: str) -> None:
    assert nearest_version(version, Refusals.open().versions) == asked


def test_a_version_that_was_asked_is_itself() -> None:
    known = Refusals.open().of("resource", "aws_lb", "5.100.0")
    assert known is not None
    assert (known.asked, known.same) == ("5.100.0", True)
    later = Refusals.open().of("resource", "aws_lb", "6.62.0")
    assert later is not None
    assert (later.asked, later.same) == ("5.100.0", False)
    assert Refusals.open().of("resource", "aws_nothing", "5.100.0") is None
