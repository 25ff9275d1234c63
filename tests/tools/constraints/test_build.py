"""The builder, on AWS's real models (the PyPI package botocore) and the mappings of the repository."""

from __future__ import annotations

import json
import re

import pytest

from tests.aws.constraints.probe import MAPPING
from tfgen.aws.constraints.load import DATA, LIMITS, Constraints
from tfgen.aws.constraints.model import Constraint
from tfgen.terraform.schema import load_schema
from tfgen.terraform.schema.bundle import Bundle
from tools.constraints.aws_models import Models, models_version
from tools.constraints.build import ConstraintBuilder
from tools.constraints.corrections import corrected
from tools.constraints.mapping_files import read_mappings
from tools.constraints.rows import encode_rows

VERSIONS = ("6.62.0", "5.100.0", "4.67.0", "3.39.0")


@pytest.fixture(scope="module")
def builder() -> ConstraintBuilder:
    return ConstraintBuilder(Models(), read_mappings(MAPPING), tuple(load_schema("aws", v) for v in VERSIONS))


def constraint(builder: ConstraintBuilder, path: str) -> Constraint:
    type_, _, below = path.partition(".")
    (found,) = [one for one in builder.candidates(type_) if one.path == below]
    return found


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("aws_kms_key.key_usage", "kms CreateKey.KeyUsage"),  # by name
        ("aws_lb.load_balancer_type", "elbv2 CreateLoadBalancer.Type"),  # named otherwise
        ("aws_instance.metadata_options.http_tokens", "ec2 RunInstances.MetadataOptions.HttpTokens"),  # in a block
        ("aws_dynamodb_table.attribute.type", "dynamodb CreateTable.AttributeDefinitions.AttributeType"),  # a list
        (
            "aws_cloudfront_distribution.price_class",
            "cloudfront CreateDistribution.DistributionConfig.PriceClass",
        ),  # inside a structure
        ("aws_lambda_function.architectures", "lambda CreateFunction.Architectures"),  # elements
    ],
)
def test_where_a_limit_is_from(builder: ConstraintBuilder, path: str, source: str) -> None:
    service, _, member = source.partition(" ")
    assert re.fullmatch(
        rf"AWS's API model: {service} \d{{4}}-\d\d-\d\d {re.escape(member)}", constraint(builder, path).source
    )


@pytest.mark.parametrize(
    "path",
    [
        "aws_iam_policy.policy",  # a document
        "aws_security_group_rule.protocol",  # translated by the provider
        "aws_lambda_function.role",  # an ARN
        "aws_vpc.cidr_block",
    ],
)
def test_what_is_left_out(builder: ConstraintBuilder, path: str) -> None:
    type_, _, below = path.partition(".")
    assert [one for one in builder.candidates(type_) if one.path == below] == []


def test_the_mappings_name_what_exists(builder: ConstraintBuilder) -> None:
    types = set(builder.types())
    mappings = builder.mappings
    written = [*mappings.operations, *mappings.corrections.also, *mappings.corrections.never]
    assert [path for path in (*written, *mappings.names) if path.partition(".")[0] not in types] == []
    for type_ in mappings.operations:
        builder.matched(type_)


def test_the_built_file_is_what_the_mappings_make(builder: ConstraintBuilder) -> None:
    bundle = Bundle.open(DATA / LIMITS)
    same = Constraints.open().models == f"botocore {models_version()}"
    for type_ in ("aws_db_instance", "aws_s3_bucket", "aws_efs_file_system", "aws_lambda_function", "aws_sqs_queue"):
        entry = bundle.find("resource", type_)
        candidates = builder.candidates(type_) if same else ()  # of another botocore only what people wrote is the same
        rows = json.loads(encode_rows(corrected(builder.mappings, type_, candidates)))
        assert entry is not None
        assert json.loads(entry.lines[entry.line])[: None if same else len(rows)] == rows
