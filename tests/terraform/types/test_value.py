from decimal import Decimal

import pytest

from tfgen.terraform.types.model import NUMBER, STRING, ListType, ObjectType, TupleType
from tfgen.terraform.types.value import (
    ANYTHING,
    FALSE,
    NULL,
    SENSITIVE,
    TRUE,
    boolean,
    list_of,
    number,
    number_text,
    object_of,
    set_of,
    string,
    tuple_of,
    unknown,
)

SECRET = string("x").marked(frozenset({SENSITIVE}))


def test_collections_know_their_types() -> None:
    assert tuple_of([string("a"), number(1)]).type == TupleType((STRING, NUMBER))
    assert object_of({"b": TRUE, "a": string("x")}).type == ObjectType.of({"a": STRING, "b": TRUE.type})
    assert list_of([string("a")], STRING).type == ListType(STRING)


def test_what_is_known() -> None:
    assert string("a").known
    assert NULL.known
    assert NULL.null
    assert not ANYTHING.known
    assert tuple_of([ANYTHING]).known
    assert not tuple_of([ANYTHING]).wholly_known


def test_elements_come_in_terraforms_order() -> None:
    assert object_of({"b": TRUE, "a": FALSE}).elements == (FALSE, TRUE)
    assert [e.data for e in set_of([number(10), number(9), number(10)], NUMBER).elements] == [9, 10]
    assert [e.data for e in set_of([string("b"), string("a"), string("b")], STRING).elements] == ["a", "b"]


def test_marks_of_a_part() -> None:
    held = tuple_of([SECRET])
    assert (held.marks, held.all_marks) == (frozenset(), {SENSITIVE})
    assert held.bare().all_marks == frozenset()
    assert set_of([SECRET], STRING).marks == {SENSITIVE}
    assert unknown(STRING, marks=frozenset({SENSITIVE})).unmarked() == unknown(STRING)


@pytest.mark.parametrize(
    ("of", "text"),
    [(1, "1"), (1.0, "1"), (0.5, "0.5"), (Decimal("1e3"), "1000"), (-0.25, "-0.25"), (10**30, "1" + "0" * 30)],
)
def test_numbers_as_text(of: float | Decimal, text: str) -> None:
    data = number(of).data
    assert isinstance(data, int | Decimal)
    assert number_text(data) == text


def test_there_are_two_bools() -> None:
    assert boolean(True) is TRUE
    assert boolean(False) is FALSE
