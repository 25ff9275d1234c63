import pytest
from hypothesis import given

from tests.terraform.types.test_value_conversion import TYPES
from tfgen.terraform.types.constraint import parse_constraint
from tfgen.terraform.types.model import DYNAMIC, Type
from tfgen.terraform.types.type_conversion import converts, unify


@pytest.mark.parametrize(
    ("types", "common"),
    [
        (["string", "string"], "string"),
        (["string", "number"], "string"),
        (["bool", "string", "number"], "string"),
        (["number", "bool"], None),
        (["list(string)", "list(number)"], "list(string)"),
        (["list(string)", "set(string)"], "set(string)"),
        (["list(string)", "tuple([number, bool])"], "list(string)"),
        (["tuple([string])", "tuple([number])"], "tuple([string])"),
        (["tuple([string])", "tuple([number, bool])"], "list(string)"),
        (["tuple([])", "object({})"], None),
        (["object({ a = string })", "object({ a = number })"], "object({ a = string })"),
        (["object({ a = string })", "object({ b = number })"], "map(string)"),
        (["object({ a = string })", "object({ b = tuple([]) })"], None),
        (["map(string)", "object({ a = number })"], "map(string)"),
        (["map(string)", "object({ a = tuple([string]) })"], None),
        (["list(string)", "map(string)"], None),
        (["string", "list(string)"], None),
    ],
)
def test_the_common_type(types: list[str], common: str | None) -> None:
    found = unify([parse_constraint(t) for t in types])
    assert found == (parse_constraint(common) if common else None)


@given(TYPES, TYPES)
def test_both_convert_to_what_they_have_in_common(a: Type, b: Type) -> None:
    common = unify((a, b))
    assert common is None or (converts(a, common) and converts(b, common))


@given(TYPES)
def test_with_itself_a_type_has_itself_in_common(of: Type) -> None:
    assert unify((of, of)) == of
    assert unify((of, DYNAMIC)) is not None
