import pytest
from hypothesis import given

from tests.types.test_model import types
from tfgen.types.constraint import parse_constraint
from tfgen.types.convert import fits
from tfgen.types.model import DYNAMIC, STRING, ListType, Type

# As Terraform's own safe conversions go: cty's convert.GetConversion.
TABLE = """
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


@pytest.mark.parametrize("row", [" ".join(line.split()) for line in TABLE.strip().splitlines()])
def test_conversions(row: str) -> None:
    types_, _, answer = row.rpartition(" ")
    have, want = types_.split(" -> ")
    assert fits(parse_constraint(have), parse_constraint(want)) is (answer == "yes")


@given(types)
def test_every_type_fits_itself_and_any(type_: Type) -> None:
    assert fits(type_, type_)
    assert fits(type_, DYNAMIC)
    assert fits(DYNAMIC, type_)
    assert fits(ListType(type_), ListType(DYNAMIC))


@given(types, types)
def test_lists_convert_as_their_elements_do(have: Type, want: Type) -> None:
    assert fits(ListType(have), ListType(want)) is fits(have, want)
    assert not fits(ListType(have), STRING)
