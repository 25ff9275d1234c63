import pytest

from tfgen.terraform.schema import AttributeSchema, BlockSchema, NestedAttributes, NestedBlock
from tfgen.terraform.schema.model import Nesting
from tfgen.terraform.types.model import STRING, ListType, ObjectType, Type

RULE = ObjectType.of({"port": STRING})
EMPTY = BlockSchema({}, {})


def test_only_required_and_optional_attributes_are_settable() -> None:
    assert AttributeSchema("a", STRING, required=True).settable
    assert AttributeSchema("a", STRING, optional=True, computed=True).settable
    assert not AttributeSchema("arn", STRING, computed=True).settable


@pytest.mark.parametrize(
    ("type_", "expected"), [(ListType(RULE), True), (ListType(STRING), False), (RULE, False), (STRING, False)]
)
def test_lists_of_objects_may_be_written_as_blocks(type_: Type, expected: bool) -> None:
    assert AttributeSchema("ingress", type_, optional=True).as_blocks is expected


def test_nested_types_may_not_be_written_as_blocks() -> None:
    nested = NestedAttributes("list", {"port": AttributeSchema("port", STRING, required=True)})

    assert not AttributeSchema("ingress", ListType(RULE), optional=True, nested=nested).as_blocks


@pytest.mark.parametrize(
    ("nesting", "max_items", "provider_max", "most"),
    [
        ("list", None, None, None),
        ("list", 5, None, 5),
        ("list", None, 1, 1),
        ("set", 5, 3, 3),
        ("single", None, None, 1),
    ],
)
def test_the_tightest_limit_counts(
    nesting: Nesting, max_items: int | None, provider_max: int | None, most: int | None
) -> None:
    block = NestedBlock("rule", nesting, 0, max_items, EMPTY, provider_min=1, provider_max=provider_max, advisory_max=2)

    assert (block.least, block.most) == (1, most)
