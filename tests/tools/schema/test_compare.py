import msgspec

from tests.terraform.schema.documents import attribute, block, nested
from tfgen.terraform.schema.document import Provider, Schema
from tools.schema.compare import Difference, differences, table


def provider(blocks: dict[str, object]) -> Provider:
    """A provider whose only resource type, toy_box, has this block."""
    schema = msgspec.convert({"block": blocks}, Schema)
    return Provider(resource_schemas={"toy_box": schema})


EXACT = provider(
    block(
        {
            "key": attribute(optional=True, sensitive=True),
            "size": attribute("number", required=True),
            "old": attribute(optional=True),
        },
        {"lid": nested(block({}), "set", max_items=3), "flap": nested(block({}))},
    )
)
DERIVED = provider(
    block(
        {"key": attribute(optional=True), "size": attribute("string", optional=True), "flap": attribute(optional=True)},
        {"lid": nested(block({}), "list")},
    )
)


def test_every_kind_of_difference_is_named_with_both_sides() -> None:
    assert list(differences(EXACT, DERIVED)) == [
        Difference("attribute or block", "toy_box.flap", "block", "attribute"),
        Difference("sensitive only in exact", "toy_box.key", "True", "False"),
        Difference("nesting", "toy_box.lid", "set", "list"),
        Difference("max_items", "toy_box.lid", "3", "0"),
        Difference("attribute only in exact", "toy_box.old", "there", "missing"),
        Difference("type", "toy_box.size", "number", "string"),
        Difference("required, optional, computed", "toy_box.size", "required", "optional"),
    ]


def test_the_same_has_none() -> None:
    assert list(differences(EXACT, EXACT)) == []


def test_types_that_one_side_lacks() -> None:
    [only] = differences(EXACT, Provider())

    assert only == Difference("resource_schemas: only in exact", "toy_box", "there", "missing")


def test_the_table_counts_by_kind() -> None:
    first = table(list(differences(EXACT, DERIVED))).splitlines()[0]

    assert first.split() == ["attribute", "or", "block", "1", "toy_box.flap:", "block", "/", "attribute"]
