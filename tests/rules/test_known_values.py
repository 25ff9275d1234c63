import pytest

from tests.rules.hcl import schema
from tfgen.hcl.parse import parse
from tfgen.hcl.syntax import Attribute
from tfgen.rules.configuration import Parsed, configure
from tfgen.rules.known_values import Value, known
from tfgen.rules.view import View
from tfgen.source import SourceFile

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


def value(expr: str) -> Value | None:
    source = SourceFile("main.tf", f"{LOCALS}\nlocals {{\n  it = {expr}\n}}\n")
    body, problems = parse(source)
    assert body is not None
    assert not problems
    view = View(configure("", [Parsed(source, body)], schema()))
    node = view.configuration.declared["local", "it"].node
    assert isinstance(node, Attribute)
    return known(view, node.expr)


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
        ('jsonencode({ a = ["x", 1] })', '{"a": ["x", 1]}'),
        ("<<EOT\ntext\nEOT", "text\n"),
    ],
)
def test_certain(expr: str, expected: Value) -> None:
    found = value(expr)
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(
    "expr",
    ["null", "var.x", '"${var.x}"', "[var.x]", "local.mixed", "local.loop", "local.none", "local.list[0]", "[null]",
     "{ (var.x) = 1 }", "upper(\"a\")", "jsonencode(var.x)", "-var.x", "!true", "-true"],
)  # fmt: skip
def test_not_certain(expr: str) -> None:
    assert value(expr) is None
