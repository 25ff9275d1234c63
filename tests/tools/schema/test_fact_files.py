import json
from pathlib import Path

import pytest

from tfgen.terraform.schema import load_schema
from tfgen.terraform.schema.load import available
from tools.schema.build import FACTS
from tools.schema.fact_files import facts_by_type, read_versions
from tools.schema.learn import known, limits_file, marks, marks_file

BUNDLED = ["3.39.0", "4.67.0", "5.100.0", "6.62.0"]


def write(folder: Path, entries: str, name: str = "nullable.json") -> Path:
    for file in ("nullable.json", "limits.json", "max_items.json", "opaque.json"):
        (folder / file).write_text('{"about": "", "provider": "acme/toy", "groups": []}')
    group = f'{{"source": "x", "entries": {entries}}}'
    (folder / name).write_text(f'{{"about": "", "provider": "acme/toy", "groups": [{group}]}}')
    return folder


@pytest.mark.parametrize(
    ("name", "entries", "message"),
    [
        ("nullable.json", '{"toy_box.open": {"kind": "boolean"}}', "one of bool, number, not 'boolean'"),
        ("nullable.json", '{"toy_box.open": {"kynd": "bool"}}', "unknown field `kynd`"),
        ("limits.json", '{"toy_box.lid": {}}', "toy_box.lid: neither min nor max"),
        ("limits.json", '{"toy_box.lid": {"max": "2"}}', "Expected `int"),
    ],
)
def test_a_wrong_entry_is_refused(name: str, entries: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=message):
        facts_by_type(write(tmp_path, entries, name), "acme/toy")


def test_facts_of_another_provider_are_left_out(tmp_path: Path) -> None:
    folder = write(tmp_path, '{"toy_box.open": {"kind": "bool"}}')

    assert facts_by_type(folder, "hashicorp/aws") == {}
    assert facts_by_type(folder, "acme/toy") == {
        ("r", "toy_box"): [("", "", False, [["flag", "open", "bool", 0, None]])]
    }


def test_the_listed_versions_are_the_bundled_ones() -> None:
    listed = [(version.provider, version.version, version.exact) for version in read_versions(FACTS)]

    assert sorted(listed) == sorted((item.provider, item.version, item.exact) for item in available())


def test_every_string_valued_flag_is_one_in_exactly_the_versions_its_entry_names() -> None:
    text = (FACTS / "nullable.json").read_text()
    schemas = {version: load_schema("aws", version) for version in BUNDLED}
    entries = entries_of(text)

    assert len(entries) == 73
    for path, entry in entries.items():
        found = {version: schema.attribute(path) for version, schema in schemas.items()}
        flags = [version for version, attribute in found.items() if attribute and attribute.string_flag]
        natives = [version for version, attribute in found.items() if attribute and not attribute.string_flag]
        assert (path, flags) == (path, entry.get("string_in", []))
        assert (path, natives) == (path, entry.get("native_in", []))


def entries_of(text: str) -> dict[str, dict[str, list[str]]]:
    return {path: entry for group in json.loads(text)["groups"] for path, entry in group["entries"].items()}


@pytest.mark.parametrize(("name", "count"), [("limits.json", 2648), ("opaque.json", 3)])
def test_every_block_with_a_fact_is_a_block(name: str, count: int) -> None:
    aws = load_schema("aws", "6.62.0")
    paths = list(entries_of((FACTS / name).read_text()))

    assert len(paths) == count
    assert [path for path in paths if aws.block(path) is None] == []


def test_the_limits_are_what_the_exact_schemas_teach() -> None:
    content = json.loads((FACTS / "max_items.json").read_text())

    assert limits_file(content) == content, "run: python -m tools.schema.learn"


def test_the_marks_are_what_the_exact_schema_teaches() -> None:
    content = json.loads((FACTS / "marks.json").read_text())

    assert marks_file(marks(known("5.100.0"), known("6.62.0"))) == content, "run: python -m tools.schema.learn"


@pytest.mark.parametrize(
    ("version", "path", "advised", "firm"),
    [
        ("4.67.0", "aws_alb_listener.default_action.forward.target_group", None, 5),  # 3.39.0 and 5.100.0 agree
        ("6.62.0", "aws_alb_listener.default_action.forward.target_group", 5, None),  # AWS may have raised it
        ("5.100.0", "aws_alb_listener.default_action.forward.target_group", None, 5),  # the schema's own
        ("4.67.0", "aws_elasticache_replication_group.log_delivery_configuration", 2, None),  # not in 3.39.0
    ],
)
def test_limits_by_version(version: str, path: str, advised: int | None, firm: int | None) -> None:
    block = load_schema("aws", version).block(path)

    assert block is not None
    assert (block.advisory_max, block.most) == (advised, firm)


@pytest.mark.parametrize(
    ("version", "path", "sensitive"),
    [
        ("5.100.0", "aws_amplify_app.auto_branch_creation_config.basic_auth_credentials", True),
        ("6.62.0", "aws_amplify_app.auto_branch_creation_config.basic_auth_credentials", True),
        ("6.62.0", "aws_lightsail_key_pair.private_key", False),  # a guess of Pulumi's
        ("6.62.0", "aws_db_instance.password", True),
    ],
)
def test_sensitive_by_version(version: str, path: str, sensitive: bool) -> None:
    attribute = load_schema("aws", version).attribute(path)

    assert attribute is not None
    assert attribute.sensitive is sensitive


def test_deprecated_by_version() -> None:
    for version in ("5.100.0", "6.62.0"):
        schema = load_schema("aws", version)
        settings = schema.block("aws_api_gateway_deployment.canary_settings")
        id_ = schema.attribute("aws_api_gateway_domain_name_access_association.id")
        assert id_ is not None
        assert id_.deprecated
        assert settings is None or settings.block.deprecated, version
