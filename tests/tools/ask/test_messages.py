"""What is read out of a provider's words."""

import pytest

from tools.ask.combinations import plain_path, read_refusal
from tools.ask.messages import listed, numbers, patterns
from tools.ask.plugin import Refusal


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ('expected type to be one of ["a b" "c"], got x', ("a b", "c")),
        ("expected type to be one of [stop terminate], got x", ("stop", "terminate")),
        ('expected flag to be one of ["", false, true], got x', ("", "false", "true")),
        ('Attribute role value must be one of: ["OWNER" "READER"], got: "x"', ("OWNER", "READER")),
        ('"type" must be one of "A", "B", or "C"', ("A", "B", "C")),
        ("expected size to be in the range (1 - 35), got 99", None),
    ],
)
def test_lists(text: str, values: tuple[str, ...] | None) -> None:
    assert listed(text) == values


def test_patterns_numbers_and_beginnings() -> None:
    assert "^[a-z]+$" in set(patterns('expected value of name to match regular expression "^[a-z]+$", got X'))
    assert "^alias/" in set(patterns("name must begin with 'alias/'"))
    assert list(numbers("in the range (1 - 35), got -7")) == [1, 35, -7]


@pytest.mark.parametrize(
    ("written", "plain"), [("a.0.b", "a.b"), ("a[0].b", "a.b"), ("a[0].b.<.c", "a.c"), ("a.<.b", "b"), ("a", "a")]
)
def test_paths(written: str, plain: str) -> None:
    assert plain_path(written) == plain


@pytest.mark.parametrize(
    ("path", "detail", "names"),
    [
        (("a",), '"a": conflicts with b.0.c', {"a", "b.c"}),
        (("a",), '"a": one of `a,b.0.c` must be specified', {"a", "b.c"}),
        ((), "Exactly one of these attributes must be configured: [a,t[0].b]", {"a", "t.b"}),
    ],
)
def test_relations(path: tuple[str | int, ...], detail: str, names: set[str]) -> None:
    summary = "Missing Attribute Configuration" if not path else "Conflict"
    said = read_refusal(Refusal(path, summary, detail))
    assert said is not None
    assert {*said.names, *filter(None, [said.about])} == names


def test_other_refusals_are_about_values() -> None:
    assert read_refusal(Refusal(("a",), "expected a to be one of [b], got c", "")) is None
