import json
from pathlib import Path

import pytest

from tests.terraform.schema.documents import attribute, block, document, nested, provider
from tfgen.terraform.schema import ProviderSchema
from tfgen.terraform.schema.show import Description, Row, as_data, describe, suggest


def row(description: Description | None, name: str) -> Row:
    assert description is not None
    return next(row for row in description.rows if row.name == name)


def test_arguments_then_blocks_then_what_can_only_be_read(tmp_path: Path) -> None:
    lid = block({"width": attribute("number", required=True)})
    box = block(
        {
            "arn": attribute(computed=True),
            "name": attribute(required=True),
            "secret": attribute(optional=True, sensitive=True, write_only=True),
            "rules": attribute(["set", ["object", {"port": "number"}]], optional=True, computed=True),
        },
        {"lid": nested(lid, "list", min_items=1, max_items=3)},
    )

    description = describe(provider(document({"toy_box": box}), tmp_path), "toy_box")

    assert description is not None
    assert (description.kind, description.version, description.exact) == ("resource", "1.2.3", True)
    assert description.rows == (
        Row(0, "name", "argument", "string", "required"),
        Row(0, "rules", "argument", "set(object({ port = number }))", "optional, computed", "",
            ("may be written as blocks",)),
        Row(0, "secret", "argument", "string", "optional", "", ("sensitive", "write-only")),
        Row(0, "lid", "block", "list", "required", "1 to 3"),
        Row(1, "width", "argument", "number", "required"),
        Row(0, "arn", "attribute", "string", "computed"),
    )  # fmt: skip


def test_nested_attributes_are_rows_too(tmp_path: Path) -> None:
    lids = {"nested_type": {"nesting_mode": "list", "attributes": {"a": attribute(required=True)}}, "optional": True}

    description = describe(provider(document({"toy_box": block({"lids": lids})}), tmp_path), "toy_box")

    assert description is not None
    assert description.rows == (
        Row(0, "lids", "argument", "list of objects", "optional"),
        Row(1, "a", "argument", "string", "required"),
    )


def test_string_valued_flags_are_marked(aws: ProviderSchema) -> None:
    description = describe(aws, "aws_elasticache_replication_group")

    note = 'string-valued flag: "true" or "false", never true or false'
    assert row(description, "at_rest_encryption_enabled").notes == (note,)
    assert row(description, "transit_encryption_enabled").notes == ()


@pytest.mark.parametrize(
    ("name", "block_name", "allowed", "notes"),
    [
        ("aws_efs_file_system", "lifecycle_policy", "at most 3", ()),
        ("aws_elasticache_replication_group", "log_delivery_configuration", "any number",
         ("at most 2 in an older version of the provider",)),
        ("aws_codepipeline", "stage", "at least 1", ()),
        ("aws_quicksight_dashboard", "definition", "at most 1", ("content unknown",)),
        ("aws_apigatewayv2_routing_rule", "invoke_api", "exactly 1", ()),
        ("data.aws_resourcegroupstaggingapi_resources", "tag_filter", "any number",
         ("at most 50 in an older version of the provider",)),
    ],
)  # fmt: skip
def test_how_many_of_a_block(
    aws: ProviderSchema, name: str, block_name: str, allowed: str, notes: tuple[str, ...]
) -> None:
    found = row(describe(aws, name), block_name)

    assert (found.allowed, found.notes) == (allowed, notes)


def test_data_sources_and_the_provider(aws: ProviderSchema) -> None:
    zones, config = describe(aws, "data.aws_availability_zones"), describe(aws, "provider")

    assert zones is not None
    assert zones.kind == "data source"
    assert row(config, "region").need == "optional"


def test_deep_blocks_can_be_left_out(aws: ProviderSchema) -> None:
    description = describe(aws, "aws_wafv2_web_acl", depth=1)

    assert description is not None
    assert max(row.depth for row in description.rows) == 1


@pytest.mark.parametrize("name", ["aws_vpcs", "data.aws_vpcss", "aws_vpc.cidr_block", "", "aws_vpc x"])
def test_no_such_type(aws: ProviderSchema, name: str) -> None:
    assert describe(aws, name) is None


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("aws_efs_filesystem", "aws_efs_file_system"),
        ("data.aws_availabilty_zones", "data.aws_availability_zones"),
        ("qqqqqq", None),
        ("data.qqqqqq", None),
    ],
)
def test_a_misspelt_type_has_a_nearest_one(aws: ProviderSchema, name: str, nearest: str | None) -> None:
    assert suggest(aws, name) == nearest


def test_as_data_is_json(aws: ProviderSchema) -> None:
    description = describe(aws, "aws_kms_alias")
    assert description is not None

    data = json.loads(json.dumps(as_data(description)))

    assert data["name"] == "aws_kms_alias"
    assert data["rows"][-1] == {
        "depth": 0, "name": "target_key_arn", "kind": "attribute", "type": "string", "need": "computed",
        "allowed": "", "notes": [],
    }  # fmt: skip
