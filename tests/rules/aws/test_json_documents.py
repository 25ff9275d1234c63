import pytest

from tests.rules.hcl import schema
from tfgen.rules.aws._json_documents import UNKNOWN, JsonNode, MalformedError, document
from tfgen.rules.context import RuleContext
from tfgen.source import SourceFile
from tfgen.terraform.analysis.module_analysis import ModuleAnalysis
from tfgen.terraform.config.configuration import Parsed, configure
from tfgen.terraform.hcl.parse import parse
from tfgen.terraform.hcl.syntax import Attribute


def read(expr: str) -> JsonNode:
    source = SourceFile("main.tf", f'locals {{\n  it = {expr}\n  known = {{ a = "x" }}\n}}\n\nvariable "x" {{}}\n')
    body, problems = parse(source)
    assert body is not None
    assert not problems
    context = RuleContext(ModuleAnalysis(configure("", [Parsed(source, body)], schema())))
    node = context.configuration.declared["local", "it"].node
    assert isinstance(node, Attribute)
    return document(context, node.expr)


def bare(node: JsonNode) -> object:
    """The value without places; what is not certain is ``"?"``."""
    if node.unknown:
        return "?"
    if node.members is not None:
        return {key: bare(member) for key, member in node.members.items()}
    return [bare(item) for item in node.items] if isinstance(node.value, tuple) else node.value


@pytest.mark.parametrize(
    ("expr", "expected"),
    [
        ('jsonencode({ a = ["x", 1, var.x] })', {"a": ["x", 1, "?"]}),
        ("jsonencode(local.known)", {"a": "x"}),
        ('jsonencode({ a = concat(["x"], ["y"]), b = merge({ c = "z" }, {}) })', {"a": ["x", "y"], "b": {"c": "z"}}),
        ("jsonencode({ (var.x) = 1 })", "?"),
        ("jsonencode(var.x)", "?"),
        ('"{\\"a\\": [1, null]}"', {"a": [1, None]}),
        ('"{\\"a\\": \\"${var.x}-b\\", \\"c\\": 1}"', {"a": "?", "c": 1}),
        ('"{\\"a\\": ${var.x}}"', "?"),
        ('"{\\"${var.x}\\": 1}"', "?"),
        ('"%{ if true }{}%{ endif }"', {}),
        ('"%{ if var.x }{}%{ endif }"', "?"),
        ("var.x", "?"),
        ('""', "?"),
    ],
)
def test_what_is_certain(expr: str, expected: object) -> None:
    assert bare(read(expr)) == expected


def test_places() -> None:
    node = read("jsonencode({\n    first = 1\n    second = { third = 2 }\n  })")
    assert node.members is not None
    assert node.keys["second"].start.line == 4
    assert node.members["first"].range.start.line == 3


def test_what_is_not_json() -> None:
    with pytest.raises(MalformedError, match="Expecting property name"):
        read('"{a}"')


def test_the_depth_that_json_may_have() -> None:
    assert read(f'"{"[" * 2000}{"]" * 2000}"').value is UNKNOWN
