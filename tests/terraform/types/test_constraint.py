from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.terraform.types.test_model import types
from tfgen.terraform.types.constraint import MAX_DEPTH, ConstraintError, parse_constraint
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


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("string", STRING),
        ("  number\n", NUMBER),
        ("bool", BOOL),
        ("any", DYNAMIC),
        ("list(string)", ListType(STRING)),
        ("set( number )", SetType(NUMBER)),
        ("map(list(bool))", MapType(ListType(BOOL))),
        ("tuple([string, number])", TupleType((STRING, NUMBER))),
        ("tuple([])", TupleType(())),
        ("object({})", ObjectType.of({})),
        ("object({ a = string, b = number })", ObjectType.of({"a": STRING, "b": NUMBER})),
        ("object({\n  a = string # one\n  b = number // two\n})", ObjectType.of({"a": STRING, "b": NUMBER})),
        ("object({ a = optional(string) })", ObjectType.of({"a": STRING}, ["a"])),
        ('object({ a = optional(string, "x)") })', ObjectType.of({"a": STRING}, ["a"])),
        (
            "object({ a = optional(list(object({ b = bool })), [{ b = true }]) })",
            ObjectType.of({"a": ListType(ObjectType.of({"b": BOOL}))}, ["a"]),
        ),
        ("object({ a = optional(number, -1.5), b = string })", ObjectType.of({"a": NUMBER, "b": STRING}, ["a"])),
        ('object({ "a" = string })', ObjectType.of({"a": STRING})),
        ("object({ a: string })", ObjectType.of({"a": STRING})),
    ],
)
def test_reading(text: str, type_: Type) -> None:
    assert parse_constraint(text) == type_


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "the type ends where a type is expected"),
        ("strin", 'unknown type "strin"'),
        ("list", 'the type ends where "(" is expected'),
        ("list()", 'unknown type ")"'),
        ("list(string", 'the type ends where ")" is expected'),
        ("list(string))", 'unexpected ")" after the type'),
        ("string number", 'unexpected "number" after the type'),
        ("object({ a = })", 'unknown type "}"'),
        ("object({ a string })", 'expected "=", found "string"'),
        ("object({ a = string", "the type ends where an attribute name is expected"),
        ("object({ a = optional(string })", "the type ends where"),
        ("object({ a = string, a = number })", 'the attribute "a" stands in it twice'),
        ("tuple(string)", 'expected "[", found "string"'),
        ("map(string) $", 'unexpected "$"'),
        ("list(" * 99_999, f"it is nested more than {MAX_DEPTH} levels deep"),
        ("object({ a = " * 99_999, f"it is nested more than {MAX_DEPTH} levels deep"),
    ],
)
def test_what_is_no_type_says_why(text: str, why: str) -> None:
    with pytest.raises(ConstraintError) as error:
        parse_constraint(text)
    assert why in str(error.value)


@given(types)
def test_every_type_reads_back_from_its_text(type_: Type) -> None:
    assert parse_constraint(type_.constraint) == type_


@given(st.text(alphabet='ablist(){}[]=,:"\\ \n#optional$-1.', max_size=30))
def test_any_text_is_a_type_or_says_why(text: str) -> None:
    with suppress(ConstraintError):
        parse_constraint(text)
