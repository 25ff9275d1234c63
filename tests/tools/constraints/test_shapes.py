import pytest

from tfgen.aws.constraints.model import Constraint
from tfgen.terraform.types.model import NUMBER, STRING
from tools.constraints.aws_models import AwsShape
from tools.constraints.matching import MatchedAttribute
from tools.constraints.shapes import constraints_of, python_pattern


@pytest.mark.parametrize(
    ("pattern", "taken"),
    [
        ("^[a-z]+$", "[a-z]+"),
        ("[\\w+=,.@-]+", "[\\w+=,.@-]+"),
        ("^alias/[a-z]+$", "alias/[a-z]+"),
        ("(standard|premium){1}", "(standard|premium){1}"),
    ],
)
def test_patterns_that_python_reads_alike(pattern: str, taken: str) -> None:
    assert python_pattern(pattern) == taken


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        ".*",
        "\\S+",  # says nothing
        "[\\p{L}]+",  # another dialect
        "^a|b$",  # the anchors belong to one alternative each
        "[a-z]",  # one character, or anywhere?
        "([a-z]+)*",  # may take for ever
        "([A-Za-z](-|_|.)?)+",
        "[a-z++",
        "x" * 200,
    ],
)
def test_patterns_that_are_left_out(pattern: str) -> None:
    assert python_pattern(pattern) is None


def test_limits_of_a_text() -> None:
    shape = AwsShape("string", least=8, most=64, pattern="^[a-z]+$")
    assert list(constraints_of(MatchedAttribute("t.a", STRING, "x CreateY.A", shape, "A"), "a")) == [
        Constraint("a", "length", "x CreateY.A", least=8, most=64),
        Constraint("a", "pattern", "x CreateY.A", pattern="[a-z]+"),
    ]


def test_limits_of_an_enumeration() -> None:
    shape = AwsShape("string", enum=("a", "b", "a"), most=9)
    assert list(constraints_of(MatchedAttribute("t.a", STRING, "x", shape, "A"), "a")) == [
        Constraint("a", "enum", "x", values=("a", "b"))
    ]


def test_limits_of_a_number() -> None:
    shape = AwsShape("integer", least=1, most=10)
    assert list(constraints_of(MatchedAttribute("t.a", NUMBER, "x", shape, "A"), "a")) == [
        Constraint("a", "range", "x", least=1, most=10)
    ]


def test_no_limits() -> None:
    shape = AwsShape("string", least=1, most=1_000_000)
    assert list(constraints_of(MatchedAttribute("t.a", STRING, "x", shape, "A"), "a")) == []
