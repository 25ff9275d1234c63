import gzip
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tfgen.terraform.schema import ProviderSchema, load_schema
from tfgen.terraform.schema.names import NAME_TAG, NameLimit, load_name_limits

LIMITS = load_name_limits()
OLDER = {"aws_batch_compute_environment.compute_environment_name"}


@pytest.mark.parametrize(
    ("path", "length"),
    [
        ("aws_security_group.name", 255),
        ("aws_iam_role.name", 64),
        ("aws_rds_cluster.cluster_identifier", 63),
        ("aws_elasticache_replication_group.replication_group_id", 40),
        ("aws_lb_target_group.name", 32),
        ("aws_s3_bucket.bucket", 63),
        (NAME_TAG, 256),
    ],
)
def test_limits(path: str, length: int) -> None:
    assert LIMITS[path].max_length == length


def test_every_limit_is_for_a_settable_string(aws: ProviderSchema) -> None:
    older = load_schema("aws", "5.100.0")
    for path in LIMITS.keys() - {NAME_TAG}:
        found = (older if path in OLDER else aws).attribute(path)
        assert found is not None, path
        assert (path, found.settable, found.type.friendly) == (path, True, "string")


@pytest.mark.parametrize("limit", LIMITS.values(), ids=LIMITS.keys())
def test_an_ordinary_name_is_accepted(limit: NameLimit) -> None:
    prefix = "alias/" if limit.path == "aws_kms_alias.name" else ""

    assert limit.accepts(f"{prefix}payments-db-dev")
    assert not limit.accepts("a" * (limit.max_length + 1))


@pytest.mark.parametrize(
    ("path", "name", "good"),
    [
        ("aws_rds_cluster.cluster_identifier", "payments-2", True),
        ("aws_rds_cluster.cluster_identifier", "payments--2", False),
        ("aws_rds_cluster.cluster_identifier", "2-payments", False),
        ("aws_rds_cluster.cluster_identifier", "payments-", False),
        ("aws_rds_cluster.cluster_identifier", "Payments", False),
        ("aws_kms_alias.name", "payments", False),
        ("aws_kms_alias.name", "alias/aws/payments", False),
        ("aws_s3_bucket.bucket", "a.b", True),
        ("aws_s3_bucket.bucket", "a..b", False),
        ("aws_s3_bucket.bucket", "ab", False),
        ("aws_security_group.name", "sg-payments", False),
        ("aws_lb.name", "internal-payments", False),
        ("aws_apigatewayv2_stage.name", "$default", True),
        ("aws_sqs_queue.name", "orders.fifo", True),
    ],
)
def test_what_names_may_hold(path: str, name: str, good: bool) -> None:
    assert LIMITS[path].accepts(name) is good


SOURCE = re.compile(r"AWS API ([\w-]+):(\w+), (\w+)")


@pytest.mark.parametrize("path", [path for path, limit in LIMITS.items() if SOURCE.match(limit.source)])
def test_the_source_says_the_length(path: str) -> None:
    limit = LIMITS[path]
    found = SOURCE.match(limit.source)
    assert found is not None
    service, operation, member = found.groups()
    member = {"OriginAccessControlConfig": "OriginAccessControlConfig.Name", "Tags": "Tags.Value"}.get(member, member)

    assert re.search(rf"\b{limit.max_length}\b", said(service, operation, member)), limit.source


def said(service: str, operation: str, member: str) -> str:
    """All that AWS's own model of the API, as botocore ships it, says of a member of the operation's input."""
    model = service_model(service)
    name, texts = model["operations"][operation]["input"]["shape"], []
    for part in member.split("."):
        shape = model["shapes"][name]
        shape = model["shapes"][shape["member"]["shape"]] if shape["type"] == "list" else shape
        name = shape["members"][part]["shape"]
        texts.append(shape["members"][part].get("documentation", ""))
    texts.append(json.dumps(model["shapes"][name]))
    return " ".join(texts)


def service_model(service: str) -> Mapping[str, Any]:
    botocore = pytest.importorskip("botocore", reason="comes with the sandbox extra")
    [*_, newest] = sorted((Path(botocore.__file__).parent / "data" / service).glob("*/service-2.json*"))
    data = newest.read_bytes()
    model: Mapping[str, Any] = json.loads(gzip.decompress(data) if newest.suffix == ".gz" else data)
    return model
