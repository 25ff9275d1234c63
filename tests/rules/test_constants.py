from pathlib import Path

import pytest

from tests.rules.hcl import schema
from tfgen.pipelines.check import CheckRequest
from tfgen.pipelines.check import check as check_folders
from tfgen.rules.constants import PlainValue, known_value
from tfgen.rules.context import RuleContext
from tfgen.source import SourceFile
from tfgen.terraform.analysis.module_analysis import ModuleAnalysis
from tfgen.terraform.config.configuration import Parsed, configure
from tfgen.terraform.hcl.parse import parse
from tfgen.terraform.hcl.syntax import Attribute

LOCALS = """
locals {
  name  = "web"
  again = local.name
  list  = [local.name, "db"]
  loop  = local.pool
  pool  = local.loop
  mixed = { a = 1, b = var.x }
}

variable "x" {
  default = "certain"
}
"""


def value(expr: str, more: str = "") -> PlainValue | None:
    source = SourceFile("main.tf", f"{LOCALS}\nlocals {{\n  it = {expr}\n}}\n{more}")
    body, problems = parse(source)
    assert body is not None
    assert not problems
    context = RuleContext(ModuleAnalysis(configure("", [Parsed(source, body)], schema())))
    node = context.configuration.declared["local", "it"].node
    assert isinstance(node, Attribute)
    return known_value(context, node.expr)


@pytest.mark.parametrize(
    ("expr", "expected"),
    [
        ('"a"', "a"),
        ("-1.5", -1.5),
        ("false", False),
        ("(3)", 3),
        ('[1, "a", [true]]', (1, "a", (True,))),
        ('{ a = 1, "b" = [] }', {"a": 1, "b": ()}),
        ("local.again", "web"),
        ("local.list", ("web", "db")),
        ('jsonencode({ a = ["x", 1] })', '{"a":["x",1]}'),
        ("local.list[0]", "web"),
        ('"${local.name}-${upper("a")}"', "web-A"),
        ("!true", False),
        ('cidrsubnet("10.0.0.0/16", 8, 1)', "10.0.1.0/24"),
        ("[for n in local.list : length(n)]", (3, 2)),
        ("<<EOT\ntext\nEOT", "text\n"),
    ],
)
def test_certain(expr: str, expected: PlainValue) -> None:
    found = value(expr)
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(
    "expr",
    ["null", "var.x", '"${var.x}"', "[var.x]", "local.mixed", "local.loop", "local.none", "[null]",
     "{ (var.x) = 1 }", "jsonencode(var.x)", "-var.x", "-true", "uper(\"a\")", "sensitive(\"a\")", "timestamp()"],
)  # fmt: skip
def test_not_certain(expr: str) -> None:
    assert value(expr) is None


def test_the_variables_of_a_root_module_have_their_defaults() -> None:
    assert value("var.x", 'provider "aws" {\n  region = "eu-west-1"\n}\n') == "certain"
    assert value("var.x", 'terraform {\n  backend "s3" {\n  }\n}\n') == "certain"
    assert value("var.x", 'provider "aws" {\n}\n') is None


def test_or_what_its_values_files_give(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(
        'provider "aws" {\n  region = "eu-west-1"\n}\nvariable "class" {\n  default = "t3.micro"\n}\n'
        'resource "aws_instance" "x" {\n  ami           = "ami-12345678"\n  instance_type = var.class\n}\n'
    )
    assert check_folders(CheckRequest((tmp_path,))).result.diagnostics == ()
    (tmp_path / "terraform.tfvars").write_text('class = "t9.micro"\n')
    assert [d.code for d in check_folders(CheckRequest((tmp_path,))).result.diagnostics] == ["TFG510"]
    (tmp_path / "z.auto.tfvars").write_text('class = "t3.small"\n')
    assert check_folders(CheckRequest((tmp_path,))).result.diagnostics == ()
