import pytest

from tests.checker.test_run_rules import parsed
from tests.rules.hcl import schema
from tfgen.terraform.analysis.schema_blocks import META_ARGUMENTS, META_BLOCKS
from tfgen.terraform.config.engines import differences, other
from tfgen.terraform.config.file_kinds import ENGINES, Engine
from tfgen.terraform.config.language import TOP_LEVEL, Language, names_at_top, table, top_level

KINDS = {
    "any", "constant", "text", "flag", "type", "version", "module_version", "source", "provider", "providers",
    "depends_on", "ignore_changes", "replace_triggered_by", "address", "when", "on_failure", "events", "actions",
    "word", "command", "plan_mode", "plan_targets", "override_during", "override_target", "expect_failures",
    "test_providers",
}  # fmt: skip


@pytest.mark.parametrize(("engine", "name"), [(engine, name) for engine in ENGINES for name in table(engine)])
def test_the_table_is_whole(engine: Engine, name: str) -> None:
    rules = table(engine)[name]
    assert rules.source.startswith("https://")
    assert set(rules.blocks.values()) <= set(table(engine))
    assert set(rules.arguments.values()) <= KINDS
    assert set(rules.required) <= set(rules.arguments)
    assert {*rules.once, *rules.needed} <= set(rules.blocks)
    assert rules.open in ("", "arguments", "all", "schema")
    assert not set(rules.arguments) & {*rules.reserved_arguments, *rules.refused_arguments}


@pytest.mark.parametrize("engine", ENGINES)
def test_what_one_engine_has_alone_stands_in_its_table_only(engine: Engine) -> None:
    tops = {inside: names_at_top(kind, engine) for kind, inside in TOP_LEVEL.items()}
    other_tops = {inside: names_at_top(kind, other(engine)) for kind, inside in TOP_LEVEL.items()}
    for each in differences(engine):
        assert each.source.startswith("https://")
        assert all(part.isdigit() for part in each.since.split("."))
        if each.inside in tops:
            assert each.name in tops[each.inside]
            assert each.name not in other_tops[each.inside]
        else:
            rules, others = table(engine)[each.inside], table(other(engine))[each.inside]
            assert each.name in {*rules.arguments, *rules.blocks}
            assert each.changed == (each.name in {*others.arguments, *others.blocks})


@pytest.mark.parametrize("kind", ["resource", "data", "provider"])
def test_it_agrees_with_what_is_left_out_of_schemas(kind: str) -> None:
    assert set(table()[kind].arguments) == META_ARGUMENTS[kind]
    assert set(table()[kind].blocks) - {"_"} == META_BLOCKS[kind]
    assert schema().provider == "aws"


def test_blocks_of_the_language_are_found_wherever_they_are() -> None:
    hcl = """
resource "aws_instance" "x" {
  ebs_block_device {
    lifecycle {
    }

    dynamic "x" {
      content {
        dynamic "y" {
        }
      }
    }
  }

  provisioner "local-exec" {
    connection {
    }
  }
}

check "x" {
  data "aws_vpc" "x" {
  }
}
"""
    found = Language([parsed("main.tf", hcl)])
    names = [each.name for each in found.blocks]
    assert names == ["resource", "dynamic", "content", "dynamic", "provisioner", "connection", "check", "check.data"]
    assert found.unknown == []
    assert [each.title for each in found.blocks][-4:-2] == [
        "block provisioner of aws_instance.x",
        "block connection of aws_instance.x",
    ]


def test_what_has_wrong_labels_is_not_looked_into() -> None:
    found = Language([parsed("main.tf", 'variable {\n  validation {\n  }\n}\n\nfoo "x" {\n  bar {\n  }\n}\n')])
    assert [each.name for each in found.mislabelled] == ["variable"]
    assert [block.type for _, block, _ in found.unknown] == ["foo"]
    assert found.blocks == []


def test_override_files_hold_parts() -> None:
    files = [parsed("x.tf", 'output "x" {\n}\n'), parsed("a/x_override.tf", 'output "x" {\n}\n')]
    assert [each.partial for each in Language(files).blocks] == [False, True]


def test_what_may_stand_at_the_top_level() -> None:
    assert set(top_level()) == {
        "terraform", "provider", "resource", "data", "ephemeral", "action", "variable", "output", "locals", "module",
        "moved", "import", "removed", "check",
    }  # fmt: skip
