import msgspec
import pytest

from tests.terraform.schema.documents import attribute, block, nested
from tfgen.terraform.schema.document import BlockDocument, DocumentError
from tfgen.terraform.schema.encode import ChunkWriter


def lines(content: dict[str, object]) -> list[str]:
    writer = ChunkWriter()
    writer.block(msgspec.convert(content, BlockDocument), "toy_box")
    return writer.lines


def test_attributes_are_a_name_and_a_few_letters() -> None:
    content = block(
        {
            "arn": attribute(computed=True),
            "encrypted": attribute("bool", optional=True, computed=True),
            "password": attribute(optional=True, sensitive=True, write_only=True),
            "subnets": attribute(["set", "string"], required=True),
            "old": attribute(["map", "string"], optional=True, deprecated=True),
            "any": attribute("dynamic"),
        }
    )

    assert lines(content) == ["any:oY arn:c encrypted:ocB old:odM password:osw subnets:rE"]


def test_other_types_get_a_line_of_their_own() -> None:
    content = block({"rules": attribute(["list", ["object", {"b": "bool", "a": "string"}]])})

    assert lines(content) == ['["list",["object",{"a":"string","b":"bool"}]]', "rules:o@0"]


def test_nested_attributes_are_a_line_like_a_block() -> None:
    content = block(
        {"rules": {"nested_type": {"nesting_mode": "list", "attributes": {"a": attribute()}}, "optional": True}}
    )

    assert lines(content) == ["a:o", "rules:o#l0"]


def test_nested_blocks_follow_a_slash_and_equal_ones_share_a_line() -> None:
    timeouts = block({"create": attribute()})
    content = block(
        {"name": attribute(required=True)},
        {
            "timeouts": nested(timeouts, "single"),
            "limits": nested(timeouts, "set", min_items=1, max_items=3),
            "others": nested(timeouts, "map", min_items=2),
        },
        deprecated=True,
    )

    assert lines(content) == ["create:o", "!name:r/limits:s1-3@0 others:m2@0 timeouts:i@0"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (block({"a b": attribute()}), "toy_box: 'a b' is no name"),
        (block(block_types={"lid": nested(block({"": attribute()}))}), "toy_box.lid: '' is no name"),
        (block(block_types={"lid/x": nested(block())}), "toy_box: 'lid/x' is no name"),
        (block({"size": attribute("integer")}), "toy_box.size: not a Terraform type: 'integer'"),
        (block({"size": {"optional": True}}), "toy_box.size: not a Terraform type: None"),
    ],
)
def test_refuses_what_bundles_cannot_hold(content: dict[str, object], message: str) -> None:
    with pytest.raises(DocumentError, match=message):
        lines(content)
