import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.terraform.schema.documents import attribute, aws_document, block, bundle, document, nested
from tools.schema.export import to_document

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    "doc",
    [
        document({}),
        document({"toy_box": block({"size": attribute("number", required=True, description="In cm.")})}),
        document({"toy_box": block(description="A **box**.", description_kind="markdown", deprecated=True)}),
        document({"toy_box": block(block_types={"lid": nested(block({"a": attribute()}), "group", min_items=1)})}),
        document({"toy_box": block({"a": attribute("dynamic"), "b": attribute(["tuple", ["bool", ["object", {}]]])})}),
        document({"toy_box": block()}, {"toy_box": block({"id": attribute(computed=True)})}),
        document({}, functions={"f": {"return_type": "string"}}, ephemeral_resource_schemas={
            "toy_key": {"version": 3, "block": block({"key": attribute(computed=True, sensitive=True)})}}),
        document({"toy_box": block({"lids": {"nested_type": {"nesting_mode": "map", "attributes": {
            "a": attribute(required=True, description="deep", description_kind="markdown")}},
            "optional": True, "description_kind": "plain"}})}),
    ],
)  # fmt: skip
def test_round_trip(doc: dict[str, Any], tmp_path: Path) -> None:
    assert to_document(bundle(doc, tmp_path)) == doc


def paths(block: dict[str, Any]) -> Iterator[str]:
    yield from ("attribute" for _ in block.get("attributes", ()))
    for nested_block in block.get("block_types", {}).values():
        yield "block"
        yield from paths(nested_block["block"])


@pytest.mark.parametrize(
    ("version", "resources", "data_sources", "attributes", "blocks"),
    [
        ("6.62.0", 1711, 679, 73_237, 41_274),
        ("5.100.0", 1526, 608, 87_055, 49_423),
        ("4.67.0", 1213, 494, 38_414, 18_132),
        ("3.39.0", 711, 246, 14_996, 5_271),
    ],
)
def test_the_bundled_versions_are_complete(
    version: str, resources: int, data_sources: int, attributes: int, blocks: int
) -> None:
    document = json.loads(aws_document(version))
    provider = document["provider_schemas"]["registry.terraform.io/hashicorp/aws"]
    schemas = [provider["resource_schemas"], provider["data_source_schemas"], {"": provider["provider"]}]
    found = [path for section in schemas for schema in section.values() for path in paths(schema["block"])]

    assert (len(schemas[0]), len(schemas[1])) == (resources, data_sources)
    assert (found.count("attribute"), found.count("block")) == (attributes, blocks)


def test_a_bundled_type_word_by_word() -> None:
    document = json.loads(aws_document("3.39.0"))
    resources = document["provider_schemas"]["registry.terraform.io/hashicorp/aws"]["resource_schemas"]

    assert resources["aws_kms_alias"] == {
        "version": 0,
        "block": {
            "attributes": {
                "arn": {"type": "string", "description_kind": "plain", "computed": True},
                "id": {"type": "string", "description_kind": "plain", "optional": True, "computed": True},
                "name": {"type": "string", "description_kind": "plain", "optional": True},
                "name_prefix": {"type": "string", "description_kind": "plain", "optional": True},
                "target_key_arn": {"type": "string", "description_kind": "plain", "computed": True},
                "target_key_id": {"type": "string", "description_kind": "plain", "required": True},
            },
            "description_kind": "plain",
        },
    }
    assert resources["aws_security_group"]["version"] == 1
    assert resources["aws_efs_file_system"]["block"]["block_types"]["lifecycle_policy"] == {
        "nesting_mode": "list",
        "block": {
            "attributes": {"transition_to_ia": {"type": "string", "description_kind": "plain", "required": True}},
            "description_kind": "plain",
        },
        "max_items": 1,
    }
