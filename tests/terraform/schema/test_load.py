import subprocess
import sys
from pathlib import Path

import pytest

from tests.terraform.schema.documents import attribute, block, bundle, document
from tfgen.terraform.schema import (
    Available,
    BundleError,
    UnknownVersionError,
    available,
    default_imported_dir,
    load_schema,
    versions_at_hand,
)
from tfgen.terraform.schema.bundle import Bundle
from tfgen.terraform.schema.load import DATA, is_provider, is_version
from tools.schema.build import build_document

TOY = document({"toy_box": block({"size": attribute("number")})})


BUNDLED = {
    "aws": ["3.39.0", "4.67.0", "5.100.0", "6.62.0"],
    "archive": ["2.8.1"],
    "cloudinit": ["2.4.1"],
    "external": ["2.4.2"],
    "http": ["3.6.2"],
    "local": ["2.9.1"],
    "null": ["3.3.2"],
    "random": ["3.9.1"],
    "time": ["0.14.2"],
    "tls": ["4.4.1"],
}


def test_the_bundled_versions() -> None:
    bundled = [(item.source, item.provider, item.version) for item in available()]

    assert sorted(bundled) == sorted((f"hashicorp/{p}", p, v) for p, versions in BUNDLED.items() for v in versions)
    assert {item.version for item in available() if item.exact} == {"3.39.0", "5.100.0"}
    assert all("derived from" in item.note for item in available() if not item.exact)


def test_of_one_version_the_repository_s_hides_the_imported_one_and_that_the_bundled_one(tmp_path: Path) -> None:
    for folder in ("imported", "repository"):
        (tmp_path / folder).mkdir()
        bundle(TOY, tmp_path / folder)

    schema = load_schema("toy", "1.2.3", tmp_path / "imported", tmp_path / "repository")

    assert schema.origin == "repository"
    assert load_schema("toy", "1.2.3", tmp_path / "imported").origin == "imported"
    assert versions_at_hand("acme/toy", None, tmp_path / "repository") == ("1.2.3",)
    assert versions_at_hand("other/toy", None, tmp_path / "repository") == ()


def test_imported_schemas_are_at_hand_too(tmp_path: Path) -> None:
    bundle(TOY, tmp_path)
    (tmp_path / "notes.txt").write_text("not a schema")

    assert available(tmp_path)[-1] == Available(
        "toy", "1.2.3", "imported", exact=True, source="acme/toy", note="a test"
    )
    assert load_schema("toy", "1.2.3", tmp_path).resource_types() == ("toy_box",)


def test_an_imported_schema_hides_the_bundled_one(tmp_path: Path) -> None:
    text = b'{"format_version": "1.0", "provider_schemas": {"registry.terraform.io/hashicorp/aws": {}}}'
    (tmp_path / "aws-6.62.0.schema").write_bytes(build_document(text, "aws", "6.62.0", exact=True, note="mine"))

    schema = load_schema("aws", "6.62.0", tmp_path)

    assert (schema.origin, schema.note, schema.resource("aws_vpc")) == ("imported", "mine", None)
    origins = [item.origin for item in available(tmp_path) if item.provider == "aws"]
    assert origins == ["bundled", "bundled", "bundled", "imported"]


@pytest.mark.parametrize("version", ["6.61.0", "6.62", "", "../6.62.0", "6.62.0.schema"])
def test_an_unknown_version_names_the_known_ones(version: str) -> None:
    with pytest.raises(UnknownVersionError, match=r"at hand: 3\.39\.0, 4\.67\.0, 5\.100\.0, 6\.62\.0") as caught:
        load_schema("aws", version)

    assert caught.value.known == ("3.39.0", "4.67.0", "5.100.0", "6.62.0")


def test_an_unknown_provider_has_no_versions(tmp_path: Path) -> None:
    with pytest.raises(UnknownVersionError, match=r"no schema for version 1\.0\.0 of provider toy$"):
        load_schema("toy", "1.0.0", tmp_path / "missing")


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "toy-1.2.3.schema").write_bytes(b"<html>")

    assert available(tmp_path)[-1] == Available("toy", "1.2.3", "imported", exact=False, note="not a tfgen bundle")
    with pytest.raises(BundleError, match=r"toy-1\.2\.3\.schema: not a tfgen bundle"):
        load_schema("toy", "1.2.3", tmp_path)


def test_a_renamed_file_is_refused(tmp_path: Path) -> None:
    bundle(TOY, tmp_path).path.rename(tmp_path / "toy-1.2.4.schema")

    with pytest.raises(BundleError, match="name does not match"):
        load_schema("toy", "1.2.4", tmp_path)


def test_where_imported_schemas_lie() -> None:
    assert default_imported_dir({"TFGEN_DATA_DIR": "/data"}) == Path("/data/schemas")
    assert default_imported_dir({}).name == "schemas"
    assert "tfgen" in default_imported_dir({}).parts


@pytest.mark.parametrize(
    ("text", "good"),
    [("6.62.0", True), ("1.0.0-beta1", True), ("6.62", False), ("v6.62.0", False), ("1.0.0/x", False), ("", False)],
)
def test_versions_have_three_numbers(text: str, good: bool) -> None:
    assert is_version(text) is good


@pytest.mark.parametrize(
    ("text", "good"), [("aws", True), ("google-beta", True), ("", False), ("AWS", False), ("a/b", False), ("..", False)]
)
def test_providers_are_local_names(text: str, good: bool) -> None:
    assert is_provider(text) is good


def test_loading_imports_nothing_heavy() -> None:
    code = (
        "import sys; from tfgen.terraform.schema import load_schema; load_schema('aws', '6.62.0').resource('aws_vpc');"
        "print(sorted({'platformdirs', 'hashlib', 'rich', 'importlib.resources'} & set(sys.modules)))"
    )

    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_modules_worth_of_types_is_read_without_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the pieces that hold the types are unpacked: how long that takes is what `make bench` tells."""
    names = ["aws_rds_cluster", "aws_rds_cluster_instance", "aws_db_subnet_group", "aws_rds_cluster_parameter_group",
             "aws_db_parameter_group", "aws_security_group", "aws_efs_file_system", "aws_efs_mount_target",
             "aws_elasticache_replication_group", "aws_kms_key", "aws_kms_alias", "aws_vpc", "aws_subnet",
             "aws_apigatewayv2_api", "aws_s3_bucket"]  # fmt: skip
    whole = sum(map(len, Bundle.open(DATA / "aws-6.62.0.schema").texts()))
    unpacked: list[int] = []
    unpack = Bundle._unpack

    def counted(bundle: Bundle, number: int) -> str:
        text = unpack(bundle, number)
        unpacked.append(len(text))
        return text

    monkeypatch.setattr(Bundle, "_unpack", counted)
    schema = load_schema("aws", "6.62.0")
    assert all(schema.resource(name) for name in names)
    assert 0 < sum(unpacked) < whole / 3
