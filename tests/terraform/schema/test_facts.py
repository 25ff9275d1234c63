from pathlib import Path

import pytest

from tfgen.terraform.schema.bundle import Bundle
from tfgen.terraform.schema.facts import NO_FACTS, BlockFacts, Facts, TypeFacts, version_key, within
from tfgen.terraform.schema.paths import SchemaPath
from tools.schema.build import build_facts

NULLABLE = """{"about": "", "provider": "acme/toy", "groups": [
  {"source": "the maker", "entries": {"toy_box.open": {"kind": "bool", "string_in": ["1.0.0"]}}}]}"""
LIMITS = """{"about": "", "provider": "acme/toy", "groups": [
  {"source": "the maker", "since": "2.0.0", "before": "3.0.0", "entries": {"toy_box.lid": {"min": 1, "max": 2}}},
  {"source": "hearsay", "since": "2.0.0", "firm": false, "entries": {"toy_box.lid": {"max": 5}}}]}"""
OPAQUE = """{"about": "", "provider": "acme/toy", "groups": [
  {"source": "the maker", "entries": {"data.toy_box.lid": {}}}]}"""
NONE = '{"about": "", "provider": "acme/toy", "groups": []}'


@pytest.fixture
def facts(tmp_path: Path) -> Facts:
    files = {"nullable.json": NULLABLE, "limits.json": LIMITS, "max_items.json": NONE, "opaque.json": OPAQUE}
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    return Facts(Bundle(tmp_path / "acme-toy.facts", build_facts(tmp_path, "acme/toy")))


def test_a_type_has_the_facts_of_its_version(facts: Facts) -> None:
    box = SchemaPath.parse("toy_box")
    firm = BlockFacts(provider_min=1, provider_max=2, advisory_max=5)

    assert facts.source == "acme/toy"
    assert facts.of(box, "1.9.0") == TypeFacts({"open": "bool"}, {})
    assert facts.of(box, "2.0.0") == TypeFacts({"open": "bool"}, {"lid": firm})
    assert facts.of(box, "3.0.0") == TypeFacts({"open": "bool"}, {"lid": BlockFacts(advisory_max=5)})


def test_data_sources_have_facts_of_their_own(facts: Facts) -> None:
    assert facts.of(SchemaPath.parse("data.toy_box"), "1.0.0").blocks == {"lid": BlockFacts(opaque=True)}
    assert facts.of(SchemaPath.parse("toy_ball"), "1.0.0") == NO_FACTS


@pytest.mark.parametrize(
    ("version", "since", "before", "expected"),
    [
        ("5.100.0", "5.9.0", "", True),
        ("5.9.0", "5.100.0", "", False),
        ("6.0.0", "", "6.0.0", False),
        ("6.0.0-beta1", "6.0.0", "7.0.0", True),
        ("1.0.0", "", "", True),
    ],
)
def test_versions_compare_by_number(version: str, since: str, before: str, expected: bool) -> None:
    assert within(version, since, before) is expected


def test_version_key() -> None:
    assert version_key("5.100.0+build") == (5, 100, 0)
