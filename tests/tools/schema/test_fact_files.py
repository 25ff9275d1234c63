import json
from pathlib import Path

import pytest

from tfgen.terraform.schema import load_schema
from tfgen.terraform.schema.load import available
from tools.schema.build import FACTS
from tools.schema.fact_files import facts_by_type, read_versions

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
    assert facts_by_type(folder, "acme/toy") == {("r", "toy_box"): [("", "", [["flag", "open", "bool", 0, None]])]}


def test_the_listed_versions_are_the_bundled_ones() -> None:
    listed = [(version.provider, version.version, version.exact) for version in read_versions(FACTS)]

    assert listed == [(item.provider, item.version, item.exact) for item in available()]


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


@pytest.mark.parametrize(("name", "count"), [("limits.json", 2648), ("opaque.json", 81)])
def test_every_block_with_a_fact_is_a_block(name: str, count: int) -> None:
    aws = load_schema("aws", "6.62.0")
    paths = list(entries_of((FACTS / name).read_text()))

    assert len(paths) == count
    assert [path for path in paths if aws.block(path) is None] == []


def test_every_old_limit_is_that_of_3_39() -> None:
    old, new = load_schema("aws", "3.39.0"), load_schema("aws", "6.62.0")
    entries = entries_of((FACTS / "max_items.json").read_text())
    del entries["aws_efs_file_system.lifecycle_policy"]  # the provider has raised it twice

    assert len(entries) == 168
    for path in entries:
        then, now = old.block(path), new.block(path)
        assert then is not None, path
        assert now is not None, path
        assert (now.advisory_min, now.advisory_max) == (then.min_items if then.min_items > 1 else 0, then.max_items), (
            path
        )
