"""Blocks that were copied from another type: what the exact schema of 5.100.0 mends in 6.62.0."""

import msgspec
import pytest

from tests.terraform.schema.documents import attribute, block, nested
from tfgen.terraform.schema import load_schema
from tfgen.terraform.schema.document import BlockDocument
from tools.schema.graft import merged


def read(document: dict[str, object]) -> BlockDocument:
    return msgspec.convert(document, BlockDocument)


COPY = read(
    block({"a": attribute(required=True), "n": attribute(required=True)}, {"keys": nested(block({}), min_items=1)})
)
EXACT = read(
    block({"a": attribute(required=True), "b": attribute(required=True)},
          {"key": nested(block({}), max_items=5, min_items=1), "one": nested(block({}), max_items=1)})
)  # fmt: skip


def test_names_of_both_are_kept() -> None:
    both = merged(COPY, EXACT)

    assert sorted(both.attributes) == ["a", "b", "n"]
    assert sorted(both.block_types) == ["key", "keys", "one"]


def test_only_what_both_require_is_required() -> None:
    both = merged(COPY, EXACT)

    assert [name for name, item in both.attributes.items() if item.required] == ["a"]
    assert both.block_types["key"].min_items == 0


def test_limits_above_one_may_have_been_raised() -> None:
    both = merged(COPY, EXACT)

    assert (both.block_types["key"].max_items, both.block_types["one"].max_items) == (0, 1)


@pytest.mark.parametrize("type_", ["aws_wafv2_web_acl", "aws_wafv2_rule_group"])
def test_statements_know_the_names_of_both_and_are_open(type_: str) -> None:
    statement = load_schema("aws", "6.62.0").block(f"{type_}.rule.statement")
    rate = load_schema("aws", "6.62.0").block(f"{type_}.rule.statement.rate_based_statement")

    assert statement is not None
    assert rate is not None
    assert {"custom_key", "custom_keys"} <= set(rate.block.blocks)
    assert (statement.block.open, rate.block.open) == (True, True)


def test_the_exact_schema_is_not_open() -> None:
    rate = load_schema("aws", "5.100.0").block("aws_wafv2_web_acl.rule.statement.rate_based_statement")

    assert rate is not None
    assert "custom_keys" not in rate.block.blocks
    assert not rate.block.open
