"""The protocol of a call: null, unknown and marked arguments."""

from __future__ import annotations

import pytest

from tfgen.terraform.functions import Function, FunctionError, call, find, parameter
from tfgen.terraform.types.model import BOOL, DYNAMIC, NUMBER, STRING, ListType, MapType, ObjectType
from tfgen.terraform.types.value import (
    ANYTHING,
    EPHEMERAL,
    NULL,
    SENSITIVE,
    Value,
    boolean,
    list_of,
    number,
    object_of,
    set_of,
    string,
    tuple_of,
    unknown,
)

SECRET = frozenset({SENSITIVE})


def function(name: str) -> Function:
    found = find(name)
    assert found is not None
    return found


def test_null_is_an_error_where_it_is_not_allowed() -> None:
    with pytest.raises(FunctionError, match="must not be null") as error:
        call(function("join"), [string(","), Value(ListType(STRING), None)])
    assert error.value.index == 1


def test_null_is_an_argument_where_it_is_allowed() -> None:
    assert call(function("coalesce"), [NULL, string("a")]) == string("a")


def test_an_unknown_argument_gives_an_unknown_result_of_the_right_type() -> None:
    assert call(function("upper"), [unknown(STRING)]) == unknown(STRING, not_null=True)
    assert call(function("merge"), [object_of({"a": number(1)}), unknown(MapType(STRING))]) == ANYTHING
    assert call(function("element"), [unknown(ListType(BOOL)), number(0)]).type == BOOL


def test_an_argument_of_any_type_gives_anything_and_forgets_marks() -> None:
    assert call(function("keys"), [ANYTHING.marked(SECRET)]) == ANYTHING
    assert call(function("length"), [ANYTHING.marked(SECRET)]) == unknown(NUMBER, not_null=True, marks=SECRET)


def test_a_wrong_type_is_an_error_even_when_the_value_is_unknown() -> None:
    with pytest.raises(FunctionError):
        call(function("keys"), [unknown(STRING)])
    with pytest.raises(FunctionError):
        call(function("regex"), [string("["), unknown(STRING)])


def test_marks_of_arguments_are_the_results() -> None:
    assert call(function("upper"), [string("a").marked(SECRET)]) == string("A").marked(SECRET)
    assert call(function("upper"), [unknown(STRING, marks=SECRET)]).marks == SECRET
    assert call(function("jsonencode"), [tuple_of([string("a").marked(SECRET)])]).marks == SECRET


def test_marks_of_elements_stay_theirs_where_the_function_passes_elements_on() -> None:
    pair = tuple_of([string("a").marked(SECRET), string("b")])
    assert call(function("element"), [pair, number(1)]) == string("b")
    assert call(function("element"), [pair, number(0)]).marks == SECRET
    assert call(function("element"), [pair.marked(SECRET), number(1)]).marks == SECRET
    assert call(function("values"), [object_of({"a": string("x").marked(SECRET)})]).marks == frozenset()


def test_functions_of_marks() -> None:
    assert call(function("sensitive"), [string("a")]).marks == SECRET
    assert call(function("nonsensitive"), [string("a").marked(SECRET)]) == string("a")
    assert call(function("issensitive"), [string("a").marked(SECRET)]) == boolean(True)
    gone = call(function("ephemeralasnull"), [object_of({"a": string("x").marked(frozenset({EPHEMERAL}))})])
    assert gone == object_of({"a": Value(STRING, None)})


def test_numbers_of_arguments() -> None:
    with pytest.raises(FunctionError, match="not enough"):
        call(function("join"), [])
    with pytest.raises(FunctionError, match="too many"):
        call(function("upper"), [string("a"), string("b")])


def test_what_nobody_knows_before_a_run_is_unknown() -> None:
    assert call(function("timestamp"), []) == unknown(STRING, not_null=True)
    assert not call(function("bcrypt"), [string("x")]).known


def test_signatures() -> None:
    assert find("core::element") == find("element")
    assert find("nope") is None
    assert find("provider::x::y") is None
    assert function("element").usage == "element(list, index)"
    assert function("join").usage == "join(separator, lists...)"
    join = function("join")
    assert [(p.name, p.type) for i in range(3) if (p := parameter(join, i))] == [
        ("separator", STRING),
        ("lists", ListType(STRING)),
        ("lists", ListType(STRING)),
    ]
    assert parameter(function("upper"), 1) is None
    assert function("jsondecode").returns == DYNAMIC


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("pow", [number(10), number(10**9)]),
        ("format", [string("%999999999d"), number(1)]),
        ("format", [string("%.999999999f"), number(1)]),
        ("indent", [number(10**9), string("a\nb")]),
        ("setproduct", [list_of(map(number, range(1000)), NUMBER)] * 4),
        ("regex", [string("^(a*)*(a*)*(a*)*$"), string("a" * 20_000 + "b")]),
        ("regex", [string("((((a{30}){30})))"), string("a" * 900)]),
        ("regex", [string("(" * 2000 + ")" * 2000), string("a")]),
        ("jsondecode", [string("[" * 100_000)]),
        ("jsondecode", [string("1e999999999")]),
        ("yamldecode", [string("- " * 5_000 + "a")]),
        ("yamldecode", [string("a: 1e999999999")]),
        ("replace", [string("a" * 100_000), string("a"), string("b" * 10_000)]),
        ("parseint", [string("9" * 100_000), number(10)]),
    ],
)
def test_too_much_work_is_left_to_terraform(name: str, arguments: list[Value]) -> None:
    try:
        result = call(function(name), arguments)
    except FunctionError:
        return
    assert not result.wholly_known or name == "regex"


def test_an_unknown_element_leaves_the_others_known() -> None:
    some = tuple_of([string("a"), unknown(STRING)])
    assert call(function("contains"), [some, string("a")]) == boolean(True)
    assert not call(function("contains"), [some, string("b")]).known
    assert call(function("length"), [some]) == number(2)
    assert not call(function("length"), [set_of([string("a"), unknown(STRING)], STRING)]).known
    merged = call(function("merge"), [object_of({"a": unknown(STRING)}), object_of({"b": number(1)})])
    assert merged.type == ObjectType.of({"a": STRING, "b": NUMBER})
    assert merged.known
