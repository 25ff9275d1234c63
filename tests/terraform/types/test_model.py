import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    TypeFormatError,
    from_json,
    to_json,
)

LIFECYCLE = ObjectType.of({"b": NUMBER, "a": STRING}, optional=["b"])

names = st.from_regex(r"[a-z_]{1,6}", fullmatch=True)


def objects(children: st.SearchStrategy[Type]) -> st.SearchStrategy[ObjectType]:
    fields = st.dictionaries(names, children, max_size=3)
    return fields.flatmap(
        lambda f: st.sets(st.sampled_from(sorted(f) or [""])).map(lambda o: ObjectType.of(f, o & set(f)))
    )


types: st.SearchStrategy[Type] = st.recursive(
    st.sampled_from([STRING, NUMBER, BOOL, DYNAMIC]),
    lambda t: st.one_of(
        t.map(ListType),
        t.map(SetType),
        t.map(MapType),
        objects(t),
        st.lists(t, max_size=3).map(lambda e: TupleType(tuple(e))),
    ),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("type_", "friendly", "constraint"),
    [
        (STRING, "string", "string"),
        (DYNAMIC, "any type", "any"),
        (ListType(STRING), "list of string", "list(string)"),
        (MapType(DYNAMIC), "map of any single type", "map(any)"),
        (SetType(LIFECYCLE), "set of object", "set(object({ a = string, b = optional(number) }))"),
        (ListType(MapType(BOOL)), "list of map of bool", "list(map(bool))"),
        (ObjectType.of({}), "object", "object({})"),
        (TupleType((STRING, NUMBER)), "tuple", "tuple([string, number])"),
    ],
)
def test_texts(type_: Type, friendly: str, constraint: str) -> None:
    assert (type_.friendly, type_.constraint) == (friendly, constraint)


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ('"string"', STRING),
        ('"dynamic"', DYNAMIC),
        ('["set", ["list", "number"]]', SetType(ListType(NUMBER))),
        ('["object", {"b": "number", "a": "string"}, ["b"]]', LIFECYCLE),
        ('["object", {}]', ObjectType(())),
        ('["tuple", ["bool", "string"]]', TupleType((BOOL, STRING))),
    ],
)
def test_reads_json(text: str, type_: Type) -> None:
    assert from_json(json.loads(text)) == type_


@pytest.mark.parametrize(
    "text",
    ['"text"', "null", "3", "[]", '["list"]', '["list", "string", "string"]', '["object", {"a": "no"}]',
     '["object", {"a": "string"}, ["b"]]', '["object", ["a"]]', '["tuple", "string"]', '["queue", "string"]'],
)  # fmt: skip
def test_refuses_what_is_no_type(text: str) -> None:
    with pytest.raises(TypeFormatError, match="not a Terraform type"):
        from_json(json.loads(text))


def test_object_looks_up_its_attributes() -> None:
    assert LIFECYCLE.get("a") == STRING
    assert LIFECYCLE.get("c") is None
    assert list(LIFECYCLE.attributes) == ["a", "b"]


@given(types)
def test_json_round_trip(type_: Type) -> None:
    assert from_json(json.loads(json.dumps(to_json(type_)))) == type_
    assert hash(from_json(to_json(type_))) == hash(type_)
