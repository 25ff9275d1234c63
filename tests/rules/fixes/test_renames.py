"""What the table of renames says is what the bundled schemas say: the old name is gone where the new one is."""

from __future__ import annotations

import pytest

from tests.fixes.hcl import fixed
from tests.rules.hcl import found, one, schema
from tfgen.rules.fixes.renames import _arguments, _entries, renamed, renamed_type
from tfgen.terraform.schema import ProviderSchema

VERSIONS = ("3.39.0", "4.67.0", "5.100.0", "6.62.0")
ARGUMENTS = {entry.path: entry for entry in _entries("argument")}
TYPES = {entry.path: entry for entry in _entries("type")}


def settable(path: str, known: ProviderSchema) -> bool:
    attribute = known.attribute(path)
    return attribute.settable if attribute else known.block(path) is not None


def beside(path: str, name: str) -> str:
    return f"{path.rpartition('.')[0]}.{name}"


def test_there_are_enough() -> None:
    assert len(ARGUMENTS) >= 90
    assert len([entry for entry in ARGUMENTS.values() if entry.to]) >= 20
    assert len(list(_entries("argument"))) == len(ARGUMENTS)


@pytest.mark.parametrize("path", ARGUMENTS)
def test_an_argument_was_there_and_is_gone(path: str) -> None:
    entry = ARGUMENTS[path]
    assert entry.source
    assert entry.to or entry.help
    there = [known.readable(path) if entry.read else settable(path, known) for known in map(schema, VERSIONS)]
    assert True in there
    assert not there[-1]


@pytest.mark.parametrize("path", [path for path, entry in ARGUMENTS.items() if entry.to])
def test_the_new_name_is_there_when_the_old_one_is_gone(path: str) -> None:
    new = beside(path, ARGUMENTS[path].to)
    for known in map(schema, VERSIONS):
        owner = path.rpartition(".")[0]
        exists = owner == "provider" or known.readable(owner)
        assert known.readable(path) or known.readable(new) or not exists
    assert schema(VERSIONS[-1]).readable(new)


def kind_of(path: str, known: ProviderSchema) -> object:
    """The type of an argument, lists and sets alike; the names of the arguments in a block."""
    attribute, block = known.attribute(path), known.block(path)
    if attribute:
        return attribute.type.friendly.removeprefix("set of").removeprefix("list of")
    return block and {name: a.type for name, a in block.block.attributes.items() if a.settable}


@pytest.mark.parametrize("path", [p for p, e in ARGUMENTS.items() if e.to and not e.values and not e.list])
def test_the_new_name_takes_the_same_values(path: str) -> None:
    old = next(kind for version in VERSIONS if (kind := kind_of(path, schema(version))))
    assert kind_of(beside(path, ARGUMENTS[path].to), schema(VERSIONS[-1])) == old


@pytest.mark.parametrize("path", [p for p, e in ARGUMENTS.items() if e.list])
def test_the_new_name_takes_a_list_of_them(path: str) -> None:
    old = next(a for v in VERSIONS if (a := schema(v).attribute(path)))
    new = schema(VERSIONS[-1]).attribute(beside(path, ARGUMENTS[path].to))
    assert new is not None
    assert new.type.friendly in (f"list of {old.type.friendly}", f"set of {old.type.friendly}")


@pytest.mark.parametrize("path", TYPES)
def test_a_type_was_there_and_is_gone(path: str) -> None:
    assert TYPES[path].source
    assert TYPES[path].help
    there = [known.readable(path) for known in map(schema, VERSIONS)]
    assert True in there
    assert not there[-1]


def test_no_name_leads_back_to_itself() -> None:
    for path, entry in _arguments().items():
        assert entry.path == path
        assert beside(path, entry.to) != path


@pytest.mark.parametrize(
    ("version", "before", "after"),
    [
        ("6.62.0", "vpc = true", 'domain = "vpc"'),
        ("6.62.0", "vpc = var.x", None),
        ("5.100.0", "vpc = true", None),
        ("3.39.0", 'domain = "vpc"', None),
    ],
)
def test_an_address(version: str, before: str, after: str | None) -> None:
    hcl = f'variable "x" {{\n  type = bool\n}}\n\nresource "aws_eip" "x" {{\n  {before}\n}}\n'
    assert fixed(hcl, version=version) == hcl.replace(before, after or before)


GROUP = """
resource "aws_elasticache_replication_group" "x" {
  replication_group_id          = "x"
  replication_group_description = "Sessions" # why
  number_cache_clusters         = 2
}
"""
NEW_GROUP = """
resource "aws_elasticache_replication_group" "x" {
  replication_group_id = "x"
  description          = "Sessions" # why
  num_cache_clusters   = 2
}
"""


def test_both_ways() -> None:
    assert fixed(GROUP) == NEW_GROUP
    assert fixed(NEW_GROUP, version="3.39.0") == GROUP
    assert fixed(GROUP, version="4.67.0") == GROUP


def test_what_is_read() -> None:
    hcl = NEW_GROUP + '\noutput "x" {\n  value = aws_elasticache_replication_group.x.number_cache_clusters\n}\n'
    assert fixed(hcl) == hcl.replace("number_cache", "num_cache")


def test_not_where_the_new_name_is_set_already() -> None:
    hcl = NEW_GROUP.replace("}\n", "  number_cache_clusters = 3\n}\n")
    diagnostic = one(hcl)
    assert diagnostic.fix is None
    assert diagnostic.help == 'It is called "num_cache_clusters" in this version.'


def test_a_list_of_one() -> None:
    hcl = 'provider "aws" {\n  %s\n}\n\nresource "aws_vpc" "x" {\n  cidr_block = "10.0.0.0/16"\n}\n'
    assert fixed(hcl % 'shared_credentials_file = "~/.aws/x"') == hcl % 'shared_credentials_files = ["~/.aws/x"]'


def test_only_advice() -> None:
    bucket = (
        'resource "aws_redshift_cluster" "x" {\n  cluster_identifier = "x"\n  node_type = "x"\n'
        "  skip_final_snapshot = true\n  logging {\n  }\n}\n"
    )
    assert [d.help for d in found(bucket)] == ["Write it as a resource of its own, aws_redshift_logging."]
    gone = 'data "aws_subnet_ids" "x" {\n  vpc_id = "x"\n}\n'
    assert [d.help for d in found(gone)] == [TYPES["data.aws_subnet_ids"].help]


def test_what_is_not_in_the_table() -> None:
    assert renamed("aws_vpc.cidr_block") is None
    assert renamed_type("aws_vpc") is None
