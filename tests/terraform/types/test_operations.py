import pytest

from tfgen.terraform.types.model import BOOL, DYNAMIC, NUMBER, STRING
from tfgen.terraform.types.operations import OPERATORS, OperationError, short_circuit, unary
from tfgen.terraform.types.value import (
    ANYTHING,
    FALSE,
    NULL,
    TRUE,
    Value,
    number,
    object_of,
    set_of,
    string,
    tuple_of,
    unknown,
)

LATER = unknown(BOOL)


def applied(left: Value, operator: str, right: Value) -> object:
    return OPERATORS[operator].apply(left, right).data


@pytest.mark.parametrize(
    ("left", "operator", "right", "result"),
    [
        (number(7), "/", number(2), number(3.5).data),
        (number(-7), "%", number(4), -3),
        (number(0.1), "+", number(0.2), number(0.3).data),
        (number(2), "<", number(10), True),
        (number(2), ">=", number(2), True),
        (TRUE, "&&", FALSE, False),
        (string("1"), "==", number(1), False),
        (NULL, "==", NULL, True),
        (NULL, "==", TRUE, False),
        (tuple_of([TRUE]), "==", tuple_of([TRUE]), True),
        (object_of({"a": TRUE}), "!=", object_of({"a": FALSE}), True),
    ],
)
def test_results(left: Value, operator: str, right: Value, result: object) -> None:
    assert applied(left, operator, right) == result


def test_what_is_not_known_stays_so() -> None:
    assert not OPERATORS["+"].apply(unknown(NUMBER), number(1)).known
    assert not OPERATORS["=="].apply(LATER, TRUE).known
    assert applied(unknown(BOOL, not_null=True), "==", NULL) is False


def test_a_part_whose_type_is_not_known_may_make_it_equal() -> None:
    later = tuple_of([ANYTHING, string("a")])
    assert not OPERATORS["=="].apply(later, tuple_of([TRUE, string("b")])).known
    assert not OPERATORS["=="].apply(set_of([ANYTHING], DYNAMIC), set_of([string("a")], STRING)).known
    assert applied(later, "==", tuple_of([TRUE, TRUE])) is False
    assert applied(later, "==", tuple_of([])) is False


def test_what_has_no_result() -> None:
    for left, operator, right in ((number(0), "/", number(0)), (NULL, "+", number(1)), (FALSE, "||", NULL)):
        with pytest.raises(OperationError):
            applied(left, operator, right)
    with pytest.raises(OperationError):
        unary("-", NULL)


def test_infinite_results_are_not_known() -> None:
    assert not OPERATORS["/"].apply(number(1), number(0)).known


def test_one_side_may_decide() -> None:
    assert short_circuit("&&", FALSE, LATER, left_failed=False) == (FALSE, "left")
    assert short_circuit("||", LATER, TRUE, left_failed=False) == (TRUE, "right")
    assert short_circuit("&&", TRUE, TRUE, left_failed=False) is None
    assert short_circuit("&&", NULL, TRUE, left_failed=False) == (FALSE, "left")
    assert short_circuit("==", TRUE, TRUE, left_failed=False) is None
