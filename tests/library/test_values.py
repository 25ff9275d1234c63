import pytest
from hypothesis import given

from tests.annotations import annotated, unmarked
from tests.messages import FILE, told
from tests.terraform.types.test_model import types
from tests.yaml.trees import map_of, trees
from tfgen.library.module import StringFlag
from tfgen.library.values import TypedExpr, ValueReader
from tfgen.terraform.hcl.literal import Expr, Value, literal
from tfgen.terraform.types.constraint import parse_constraint
from tfgen.terraform.types.model import STRING, ListType, Type
from tfgen.yaml.collector import Collector
from tfgen.yaml.nodes import ScalarNode

NOT_NFC = (
    "It is not in Unicode's normal form NFC, to which Terraform changes all strings. | "
    "Write it in another form; Terraform would not keep this one."
)


def resolve(node: ScalarNode) -> str | TypedExpr | None:
    """``$name`` is a reference to a string, ``$$name`` to a list of them, ``!`` a mistake found elsewhere."""
    text = str(node.value)
    if text.startswith("$$"):
        return TypedExpr(Expr(f"module.{text[2:]}"), ListType(STRING))
    if text.startswith("$"):
        return TypedExpr(Expr(f"module.{text[1:]}"), STRING)
    return None if text == "!" else text.replace("@", "prod")


def read(text: str, want: str, flag: StringFlag = None) -> tuple[Value, ValueReader]:
    reader = ValueReader(Collector(FILE), resolve)
    node = map_of(f"x: {text}").get("x")
    assert node
    return reader.read(node, parse_constraint(want), flag), reader


@pytest.mark.parametrize(
    ("text", "want", "value"),
    [
        ("a", "string", "a"),
        ("3", "string", "3"),
        ("0x1F", "string", "0x1F"),
        ("1.50", "string", "1.50"),
        ("2024-01-01", "string", "2024-01-01"),
        ("''", "string", ""),
        ("3", "number", 3),
        ("-1.5", "number", -1.5),
        ("1e3", "number", 1000.0),
        ("true", "bool", True),
        ("[a, b]", "list(string)", ["a", "b"]),
        ("[]", "set(number)", []),
        ("[a, 3, true]", "tuple([string, number, bool])", ["a", 3, True]),
        ("{a: 1, b-c: 2}", "map(number)", {"a": 1, "b-c": 2}),
        ("{a: {b: [true]}}", "map(map(list(bool)))", {"a": {"b": [True]}}),
        ("{a: x}", "object({ a = string, b = optional(number) })", {"a": "x"}),
        ("{a: x, b: null}", "object({ a = string, b = optional(number) })", {"a": "x"}),
        ("{a: [1, x, null, {b: true}]}", "any", {"a": [1, "x", None, {"b": True}]}),
        ("$ref", "string", Expr("module.ref")),
        ("[$ref, a]", "list(string)", [Expr("module.ref"), "a"]),
        ("$$refs", "set(string)", Expr("module.refs")),
        ('"x-@"', "string", "x-prod"),
        ('{"@-x": "@"}', "map(string)", {"prod-x": "prod"}),
    ],
)
def test_values(text: str, want: str, value: object) -> None:
    found, reader = read(text, want)
    assert reader.collector.diagnostics == []
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("text", "flag", "value"),
    [("true", "bool", "true"), ("'false'", "bool", "false"), ("3", "number", "3"), ("'3.5'", "number", "3.5")],
)
def test_string_valued_flags(text: str, flag: StringFlag, value: str) -> None:
    found, reader = read(text, "string", flag)
    assert reader.collector.diagnostics == []
    assert found == value


@pytest.mark.parametrize(
    ("text", "want", "said"),
    [
        ("«[a]» ⟵ TFG015", "string", ['x: Wrong type | "x" wants string; this is a list.']),
        ("«true» ⟵ TFG015", "string", ['x: Wrong type | "x" wants string; this is true. | Put it in quotes: "true".']),
        (
            "«'3'» ⟵ TFG015",
            "number",
            ['x: Wrong type | "x" wants number; this is the string "3". | Remove the quotes: 3.'],
        ),
        (
            "«yes» ⟵ TFG015",
            "bool",
            ['x: Wrong type | "x" wants bool; this is the string "yes". | Write true, without quotes.'],
        ),
        ("«3» ⟵ TFG015", "bool", ['x: Wrong type | "x" wants bool; this is the number 3.']),
        (
            "«a» ⟵ TFG015",
            "list(string)",
            ['x: Wrong type | "x" wants list(string); this is the string "a". | Write a list: [a].'],
        ),
        ("[«null»] ⟵ TFG015", "list(string)", ['x.0: Wrong type | "x.0" wants string; this is null.']),
        ("«{a: 1}» ⟵ TFG015", "list(number)", ['x: Wrong type | "x" wants list(number); this is a map.']),
        (
            "«[1]» ⟵ TFG015",
            "tuple([number, number])",
            ['x: Wrong type | "x" wants tuple([number, number]); this is a list.'],
        ),
        ("{a: «x»} ⟵ TFG015", "map(number)", ['x.a: Wrong type | "x.a" wants number; this is the string "x".']),
        (
            "«x» ⟵ TFG015",
            "object({ port = number })",
            ['x: Wrong type | "x" wants object({ port = number }); this is the string "x".'],
        ),
        (
            "{«prt»: 1} ⟵ TFG015",
            "object({ port = number, host = optional(string) })",
            ['x.prt: Unknown attribute "prt" | "x" takes no such attribute. | Did you mean "port"?'],
        ),
        (
            "{«zone»: 1, port: 2} ⟵ TFG015",
            "object({ port = number, host = optional(string) })",
            ['x.zone: Unknown attribute "zone" | "x" takes no such attribute. | Known: host, port.'],
        ),
        (
            "«{host: a}» ⟵ TFG015",
            "object({ port = number, host = string, zone = string })",
            ['x: Missing attribute "port" | "x" lacks port and zone. | Add "port:".'],
        ),
        (
            "«$$refs» ⟵ TFG018",
            "string",
            ['x: Reference of the wrong type | "x" wants string; $$refs is list of string.'],
        ),
        (
            "[«$$refs»] ⟵ TFG018",
            "list(string)",
            ['x.0: Reference of the wrong type | "x.0" wants string; $$refs is list of string.'],
        ),
        ("'!'", "string", []),
        (
            "{«'$ref'»: 1} ⟵ TFG018",
            "map(number)",
            [
                "x.$ref: A reference in a key | $ref is known only when Terraform runs; a key must be known "
                "before. | Write the key out, or use a placeholder."
            ],
        ),
        (
            "{prod: 1, «'@'»: 2} ⟵ TFG005",
            "map(number)",
            [
                'x.@: Duplicate key "@" | With its placeholders filled in it is "prod", which stands here '
                "already. | Give it another name."
            ],
        ),
        (
            "«'e\u0301'» ⟵ TFG027",
            "string",
            [
                "x: Terraform would change this value | " + NOT_NFC,
            ],
        ),
        (
            "{«'e\u0301'»: a} ⟵ TFG027",
            "map(string)",
            [
                "x.e\u0301: Terraform would change this value | " + NOT_NFC,
            ],
        ),
        (
            f"«0x{'f' * 200}» ⟵ TFG027",
            "number",
            [
                "x: Terraform would change this value | It is an integer of 800 significant bits; Terraform "
                "keeps 512. | Write it in another form; Terraform would not keep this one."
            ],
        ),
        (
            "«0.1000000000000000055511151231257827» ⟵ TFG027",
            "number",
            [
                "x: A number that cannot be kept | tfgen would read 0.1000000000000000055511151231257827 as 0.1."
                " | Write fewer digits."
            ],
        ),
        (
            "«1e400» ⟵ TFG027",
            "number",
            ["x: A number that cannot be kept | tfgen would read 1e400 as inf. | Write fewer digits."],
        ),
        (
            f"«1e{'9' * 30}» ⟵ TFG027",
            "number",
            [f"x: A number that cannot be kept | tfgen would read 1e{'9' * 30} as inf. | Write fewer digits."],
        ),
    ],
)
def test_mistakes(text: str, want: str, said: list[str]) -> None:
    _, reader = read(unmarked(text), want)
    assert told(reader.collector.diagnostics) == said
    assert annotated(f"x: {text}", reader.collector.diagnostics) == f"x: {text}"


@pytest.mark.parametrize(
    ("text", "flag", "wanted"),
    [
        ("yes", "bool", "true or false"),
        ("1", "bool", "true or false"),
        ("null", "bool", "true or false"),
        ("true", "number", "a number"),
        ("x", "number", "a number"),
        ("0x1F", "number", "a number"),
    ],
)
def test_what_is_no_flag(text: str, flag: StringFlag, wanted: str) -> None:
    _, reader = read(text, "string", flag)
    assert [f.code for f in reader.collector.diagnostics] == ["TFG015"]
    assert f'"x" wants {wanted};' in reader.collector.diagnostics[0].detail


def test_all_mistakes_of_a_value_are_found_at_once() -> None:
    text = "{a: {«prt»: 1}, b: «3», c: {port: «x», host: «[1]»}, d: «{host: y}»} ⟵ TFG015 TFG015 TFG015 TFG015 TFG015"
    _, reader = read(unmarked(text), "map(object({ port = number, host = optional(string) }))")
    assert annotated(f"x: {text}", reader.collector.diagnostics) == f"x: {text}"


@given(trees, types)
def test_any_tree_has_a_literal_of_any_type_or_a_finding(tree: str, want: Type) -> None:
    node = map_of(f"x: {tree}").get("x")
    assert node
    reader = ValueReader(Collector(FILE))
    value = reader.read(node, want)
    if not reader.collector.diagnostics:
        literal(value)
