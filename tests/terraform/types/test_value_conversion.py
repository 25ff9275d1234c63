import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfgen.terraform.types.constraint import parse_constraint
from tfgen.terraform.types.model import (
    BOOL,
    DYNAMIC,
    NUMBER,
    STRING,
    ListType,
    MapType,
    ObjectType,
    SetType,
    TupleType,
    Type,
)
from tfgen.terraform.types.type_conversion import converts, plain
from tfgen.terraform.types.value import FALSE, NULL, TRUE, Value, number, object_of, string, tuple_of, unknown
from tfgen.terraform.types.value_conversion import ConversionError, convert

TYPES = st.recursive(
    st.sampled_from([STRING, NUMBER, BOOL, DYNAMIC]),
    lambda inner: st.one_of(
        inner.map(ListType),
        inner.map(SetType),
        inner.map(MapType),
        st.lists(inner, max_size=3).map(lambda parts: TupleType(tuple(parts))),
        st.dictionaries(st.sampled_from("abc"), inner, max_size=3).map(ObjectType.of),
    ),
    max_leaves=6,
)


@pytest.mark.parametrize(
    ("value", "want", "got"),
    [
        (number(1), "string", "1"),
        (TRUE, "string", "true"),
        (string("1.50"), "number", number(1.5).data),
        (string("true"), "bool", True),
        (string("0"), "bool", False),
        (NULL, "list(string)", None),
    ],
)
def test_what_converts(value: Value, want: str, got: object) -> None:
    made = convert(value, parse_constraint(want))
    assert (made.type, made.data) == (parse_constraint(want), got)


@pytest.mark.parametrize(
    ("value", "want", "why"),
    [
        (string("a"), "number", "a number is required"),
        (string("True"), "bool", 'a bool is required; to convert from string, use lowercase "true"'),
        (number(1), "bool", "a bool is required, not a number"),
        (tuple_of([string("a")]), "string", "a string is required, not a tuple"),
        (tuple_of([string("1"), string("x")]), "list(number)", "in [1]: a number is required"),
        (object_of({"a": tuple_of(())}), "map(string)", 'in ["a"]: a string is required, not a tuple'),
        (object_of({}), "object({ a = string })", 'the attribute "a" is required'),
        (object_of({"a": object_of({"b": TRUE})}), "object({ a = object({ b = number }) })", "in .a.b: a number"),
    ],
)
def test_what_does_not(value: Value, want: str, why: str) -> None:
    with pytest.raises(ConversionError) as caught:
        convert(value, parse_constraint(want))
    assert str(caught.value).startswith(why)


def test_any_finds_the_type_of_its_elements() -> None:
    assert convert(tuple_of([number(1), string("a")]), ListType(DYNAMIC)).type == ListType(STRING)
    assert convert(tuple_of([TRUE, FALSE]), SetType(DYNAMIC)).type == SetType(BOOL)


def test_optional_attributes_may_be_absent() -> None:
    made = convert(object_of({"a": number(1)}), parse_constraint("object({ a = string, b = optional(number) })"))
    assert made == object_of({"a": string("1"), "b": Value(NUMBER, None)})


def test_a_set_of_a_tuple_has_each_element_once() -> None:
    assert convert(tuple_of([number(1), string("1")]), SetType(STRING)).elements == (string("1"),)


@given(TYPES)
def test_every_type_converts_to_itself_and_to_any(of: Type) -> None:
    assert converts(of, of, safe=True)
    assert converts(of, DYNAMIC, safe=True)
    assert convert(unknown(of), of) == unknown(plain(of))


@given(TYPES, TYPES)
def test_safe_conversions_are_conversions(have: Type, want: Type) -> None:
    assert converts(have, want) or not converts(have, want, safe=True)


@given(TYPES, TYPES)
def test_an_unknown_value_converts_where_its_type_does(have: Type, want: Type) -> None:
    if converts(have, want):
        assert convert(unknown(have), want).type in (want, have)
    else:
        with pytest.raises(ConversionError):
            convert(unknown(have), want)


# As Terraform's own safe conversions go: cty's convert.GetConversion.
SAFE = """
    string                                  -> string                                    yes
    number                                  -> string                                    yes
    bool                                    -> string                                    yes
    string                                  -> number                                    no
    string                                  -> bool                                      no
    number                                  -> bool                                      no
    bool                                    -> number                                    no
    string                                  -> any                                       yes
    any                                     -> number                                    yes
    string                                  -> list(string)                              no
    list(string)                            -> string                                    no
    list(number)                            -> list(string)                              yes
    list(string)                            -> list(number)                              no
    list(string)                            -> set(string)                               yes
    set(string)                             -> list(string)                              yes
    list(any)                               -> list(number)                              yes
    tuple([string, number])                 -> list(string)                              yes
    tuple([string, number])                 -> list(number)                              no
    tuple([])                               -> set(number)                               yes
    list(string)                            -> tuple([string])                           no
    tuple([number])                         -> tuple([string])                           yes
    tuple([number, number])                 -> tuple([string])                           no
    map(number)                             -> map(string)                               yes
    map(string)                             -> map(bool)                                 no
    object({ a = string, b = bool })        -> map(string)                               yes
    object({ a = string, b = list(bool) })  -> map(string)                               no
    map(string)                             -> object({ a = string })                    no
    object({ a = number })                  -> object({ a = string })                    yes
    object({ a = string, b = string })      -> object({ a = string })                    yes
    object({ a = string })                  -> object({ a = string, b = string })        no
    object({ a = string })                  -> object({ a = string, b = optional(bool) }) yes
    object({ b = string })                  -> object({ b = optional(bool) })            no
    list(object({ a = number }))            -> set(object({ a = string }))               yes
    list(string)                            -> map(string)                               no
"""


@pytest.mark.parametrize("row", [" ".join(line.split()) for line in SAFE.strip().splitlines()])
def test_safe_conversions(row: str) -> None:
    types_, _, answer = row.rpartition(" ")
    have, want = types_.split(" -> ")
    assert converts(parse_constraint(have), parse_constraint(want), safe=True) is (answer == "yes")


@given(TYPES, TYPES)
def test_lists_convert_as_their_elements_do(have: Type, want: Type) -> None:
    assert converts(ListType(have), ListType(want), safe=True) is converts(have, want, safe=True)
    assert converts(DYNAMIC, want, safe=True)
    assert not converts(ListType(have), STRING, safe=True)
