import json
from pathlib import Path

import pytest

from tests.terraform.schema.documents import attribute, block, bundle, document, nested, provider
from tfgen.terraform.schema import ProviderSchema, load_schema
from tfgen.terraform.types.model import BOOL, NUMBER, STRING, ListType


def test_who_it_is(aws: ProviderSchema, aws3: ProviderSchema) -> None:
    assert (aws.provider, aws.version, aws.source) == ("aws", "6.62.0", "hashicorp/aws")
    assert aws.address == "registry.terraform.io/hashicorp/aws"
    assert (aws.exact, aws3.exact) == (False, True)
    assert (aws.origin, aws3.note) == ("bundled", "dumped from the provider")


def test_types_by_name(aws: ProviderSchema) -> None:
    assert len(aws.resource_types()) == 1711
    assert len(aws.data_types()) == 679
    assert aws.resource_types()[:2] == ("aws_accessanalyzer_analyzer", "aws_accessanalyzer_archive_rule")
    assert aws.resource("aws_vpc") is aws.resource("aws_vpc")
    assert aws.resource("aws_vpcs") is None
    assert aws.data_source("aws_availability_zones") is not None
    assert aws.resource("aws_availability_zones") is None
    assert "aws_kms_secrets" in aws.ephemeral_types()
    assert "assume_role" in aws.provider_config().blocks


def test_the_cache_flag_is_a_bool_in_3_39_and_a_string_in_6_62(aws: ProviderSchema, aws3: ProviderSchema) -> None:
    path = "aws_elasticache_replication_group.at_rest_encryption_enabled"
    old, new = aws3.attribute(path), aws.attribute(path)

    assert old is not None
    assert new is not None
    assert (old.type, old.string_flag) == (BOOL, None)
    assert (new.type, new.string_flag) == (STRING, "bool")


@pytest.mark.parametrize(("version", "most"), [("3.39.0", 1), ("4.67.0", 2), ("5.100.0", 3), ("6.62.0", 3)])
def test_how_many_lifecycle_policies(version: str, most: int) -> None:
    block = load_schema("aws", version).block("aws_efs_file_system.lifecycle_policy")

    assert block is not None
    assert block.most == most


def test_limits_that_only_the_provider_checks(aws: ProviderSchema) -> None:
    action = aws.block("aws_apigatewayv2_routing_rule.action.invoke_api")

    assert action is not None
    assert (action.min_items, action.max_items, action.least, action.most) == (0, None, 1, 1)


def test_content_that_is_unknown(aws: ProviderSchema) -> None:
    definition = aws.block("aws_quicksight_dashboard.definition")

    assert definition is not None
    assert definition.opaque


@pytest.mark.parametrize(
    ("path", "has", "readable"),
    [
        ("aws_vpc", True, True),
        ("aws_vpcs", False, False),
        ("aws_vpc.cidr_block", True, True),
        ("aws_vpc.arn", False, True),
        ("aws_vpc.arn.x", False, False),
        ("aws_efs_file_system.lifecycle_policy", True, True),
        ("aws_efs_file_system.lifecycle_policy.transition_to_archive", True, True),
        ("aws_efs_file_system.lifecycle_policy.nope", False, False),
        ("aws_security_group.ingress.cidr_blocks", True, True),
        ("aws_security_group.ingress.nope", False, False),
        ("data.aws_availability_zones", True, True),
        ("data.aws_availability_zones.state", True, True),
        ("data.aws_availability_zones.names", False, True),
        ("provider.region", True, True),
        ("provider.assume_role.role_arn", True, True),
        ("", False, False),
        ("data", False, False),
        ("aws_vpc.", False, False),
        ("aws_vpc 0.cidr_block", False, False),
    ],
)
def test_has_means_settable(aws: ProviderSchema, path: str, has: bool, readable: bool) -> None:
    assert (aws.has(path), aws.readable(path)) == (has, readable)


def test_versions_differ(aws: ProviderSchema, aws3: ProviderSchema) -> None:
    archive = "aws_efs_file_system.lifecycle_policy.transition_to_archive"

    assert (aws.has(archive), aws3.has(archive)) == (True, False)
    assert (aws.has("aws_eip.domain"), aws3.has("aws_eip.domain"), aws3.readable("aws_eip.domain")) == (
        True,
        False,
        True,
    )


TOY = document(
    {
        "toy_box": block(
            {
                "lids": {
                    "nested_type": {
                        "nesting_mode": "list",
                        "attributes": {"width": attribute("number", required=True), "id": attribute(computed=True)},
                    },
                    "optional": True,
                },
                "sizes": attribute(["list", ["object", {"h": "number"}]], computed=True),
                "ports": attribute(["map", ["object", {"a": "number", "b": "string"}, ["b"]]], optional=True),
            }
        )
    },
    ephemeral_resource_schemas={"toy_key": {"version": 0, "block": block({"key": attribute(computed=True)})}},
)


def test_members_of_objects(tmp_path: Path) -> None:
    toy = provider(TOY, tmp_path)
    width, a, b = (toy.attribute(f"toy_box.{path}") for path in ("lids.width", "ports.a", "ports.b"))

    assert width is not None
    assert (width.type, width.required) == (NUMBER, True)
    assert a is not None
    assert b is not None
    assert (a.required, b.optional) == (True, True)
    assert (toy.has("toy_box.lids.id"), toy.readable("toy_box.lids.id")) == (False, True)
    assert (toy.has("toy_box.sizes.h"), toy.readable("toy_box.sizes.h")) == (False, True)


def test_nested_types_are_objects(tmp_path: Path) -> None:
    lids = provider(TOY, tmp_path).attribute("toy_box.lids")

    assert lids is not None
    assert isinstance(lids.type, ListType)
    assert lids.type.constraint == "list(object({ id = optional(string), width = number }))"


def test_ephemeral_resources(tmp_path: Path) -> None:
    toy = provider(TOY, tmp_path)

    assert toy.ephemeral_types() == ("toy_key",)
    assert toy.readable("ephemeral.toy_key.key")


def test_facts_about_aws_are_for_aws_only(tmp_path: Path) -> None:
    other = {"aws_efs_file_system": block(block_types={"lifecycle_policy": nested(block())})}

    found = provider(document(other), tmp_path).block("aws_efs_file_system.lifecycle_policy")

    assert found is not None
    assert found.most is None


def test_the_digest_tells_schemas_apart(aws: ProviderSchema, aws3: ProviderSchema, tmp_path: Path) -> None:
    assert aws.digest == load_schema("aws", "6.62.0").digest
    assert len({aws.digest, aws3.digest, provider(TOY, tmp_path).digest}) == 3
    assert len(aws.digest) == 64


def test_the_same_document_has_the_same_digest(tmp_path: Path) -> None:
    first = provider(TOY, tmp_path).digest
    bundle(json.loads(json.dumps(TOY)), tmp_path)

    assert load_schema("toy", "1.2.3", tmp_path).digest == first
