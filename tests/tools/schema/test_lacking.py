"""What the bundled schemas lack: ephemeral resource types and functions, by the versions that brought them."""

from __future__ import annotations

import msgspec
import pytest

from tfgen.terraform.schema import load_schema
from tfgen.terraform.schema.facts import version_key
from tfgen.terraform.schema.model import FunctionParameter
from tfgen.terraform.types.model import STRING, MapType, ObjectType, from_json
from tools.schema.build import FACTS
from tools.schema.lacking import Lacking

FILES = ("ephemeral.json", "functions.json")


def content(name: str) -> Lacking:
    return msgspec.json.decode((FACTS / name).read_bytes(), type=Lacking)


@pytest.mark.parametrize("name", FILES)
def test_every_entry_has_a_source_and_is_not_younger_than_the_list(name: str) -> None:
    file = content(name)
    entries = {**file.types, **file.functions}
    assert entries
    assert all(entry.source for entry in entries.values())
    versions = [version_key(entry.since) for entry in entries.values()]
    assert min(versions) == version_key(file.first)
    assert max(versions) <= version_key(file.complete_until)
    assert not set(file.unsure) & entries.keys()


def test_a_version_has_what_came_with_it_or_before() -> None:
    newest, older, oldest = (load_schema("aws", version) for version in ("6.62.0", "5.100.0", "4.67.0"))
    assert oldest.ephemeral_types() == oldest.functions() == ()
    assert set(older.ephemeral_types()) < set(newest.ephemeral_types())
    assert set(newest.functions()) - set(older.functions()) == {"user_agent"}
    assert newest.has("ephemeral.aws_eks_cluster_auth.region")
    assert not older.has("ephemeral.aws_eks_cluster_auth.region")


def test_a_type_is_a_schema_like_any_other() -> None:
    aws = load_schema("aws", "6.62.0")
    assert aws.has("ephemeral.aws_kms_secrets.secret.payload")
    assert not aws.has("ephemeral.aws_kms_secrets.plaintext")
    plaintext = aws.attribute("ephemeral.aws_kms_secrets.plaintext")
    assert plaintext is not None
    assert (plaintext.type, plaintext.sensitive) == (MapType(STRING), True)
    secret = aws.block("ephemeral.aws_kms_secrets.secret")
    assert secret is not None
    assert secret.nesting == "set"


def test_a_function() -> None:
    found = load_schema("aws", "6.62.0").function("arn_parse")
    assert found is not None
    assert found.parameters == (FunctionParameter("arn", from_json("string")),)
    assert isinstance(found.returns, ObjectType)
    assert found.returns.get("account_id") == STRING


@pytest.mark.parametrize(
    ("version", "name", "lacks"),
    [
        ("4.67.0", "aws_kms_secrets", True),
        ("4.67.0", "aws_credentials", True),
        ("5.100.0", "aws_ecr_authorization_token", True),
        ("5.100.0", "aws_kms_secrets", False),
        ("6.62.0", "aws_nothing", True),
        ("6.62.0", "aws_credentials", False),
    ],
)
def test_what_certainly_is_not_there(version: str, name: str, lacks: bool) -> None:
    assert load_schema("aws", version).lacks_ephemeral(name) is lacks


def test_an_argument_is_not_older_than_its_type() -> None:
    (since, before, whole), *rest = content("ephemeral.json").types["aws_ecr_authorization_token"].blocks()
    assert (since, before, rest) == ("6.22.0", "", [])
    assert "region" in whole.attributes
    (_, before, old), (since, _, new) = content("ephemeral.json").types["aws_eks_cluster_auth"].blocks()
    assert before == since == "6.0.0"
    assert new.attributes.keys() - old.attributes.keys() == {"region"}


def test_functions_that_certainly_are_not_there() -> None:
    newest, older = load_schema("aws", "6.62.0"), load_schema("aws", "5.100.0")
    assert newest.lacks_function("arn_prase")
    assert not newest.lacks_function("iam_policy_split")
    assert older.lacks_function("user_agent")
