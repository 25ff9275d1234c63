import pytest

from tfgen.terraform.types.access import AccessError, attribute, index
from tfgen.terraform.types.constraint import parse_constraint
from tfgen.terraform.types.value import (
    ANYTHING,
    NULL,
    SENSITIVE,
    TRUE,
    Value,
    number,
    object_of,
    string,
    tuple_of,
    unknown,
)

PAIR = tuple_of([string("a"), number(1)])
THING = object_of({"name": string("x"), "size": number(3)})


def of(type_: str) -> Value:
    return unknown(parse_constraint(type_))


def test_parts_of_known_values() -> None:
    assert index(PAIR, number(1)) == number(1)
    assert index(PAIR, string("0")) == string("a")
    assert attribute(THING, "name") == string("x")
    assert index(THING, string("size")) == number(3)


def test_parts_of_unknown_values_have_a_type() -> None:
    assert index(of("list(bool)"), number(7)) == of("bool")
    assert attribute(of("map(number)"), "any") == of("number")
    assert attribute(of("object({ a = string })"), "a") == of("string")
    assert index(of("tuple([bool, string])"), number(1)) == of("string")
    assert attribute(ANYTHING, "x") == ANYTHING


def test_parts_of_a_secret_are_secret() -> None:
    assert attribute(THING.marked(frozenset({SENSITIVE})), "name").marks == {SENSITIVE}


@pytest.mark.parametrize(
    ("value", "key", "why"),
    [
        (PAIR, number(2), "There is no element 2: there are 2, 0 to 1."),
        (PAIR, number(-1), "An index is not negative."),
        (PAIR, number(0.5), "An index is a whole number, not 0.5."),
        (PAIR, string("a"), "The key does not fit: a number is required."),
        (tuple_of(()), number(0), "There is no element 0: there are none."),
        (THING, string("nme"), 'There is no element "nme".'),
        (NULL, number(0), "The value is null, so it has no elements."),
        (TRUE, number(0), "A bool has no elements."),
        (of("set(string)"), number(0), "The elements of a set have no keys."),
    ],
)
def test_indexes_that_lead_nowhere(value: Value, key: Value, why: str) -> None:
    with pytest.raises(AccessError) as caught:
        index(value, key)
    assert str(caught.value) == why


@pytest.mark.parametrize(
    ("value", "name", "why", "help_"),
    [
        (THING, "sise", 'The object has no attribute "sise".', 'Did you mean "size"?'),
        (THING, "q", 'The object has no attribute "q".', "It has name, size."),
        (string("a"), "x", "A string has no attributes.", ""),
        (of("list(object({ a = string }))"), "a", "A list of object has no attributes; its elements have.",
         "Take one element, or all of them: [*].a"),
    ],
)  # fmt: skip
def test_attributes_that_lead_nowhere(value: Value, name: str, why: str, help_: str) -> None:
    with pytest.raises(AccessError) as caught:
        attribute(value, name)
    assert (str(caught.value), caught.value.help) == (why, help_)
