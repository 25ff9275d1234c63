import json

from hypothesis import given
from hypothesis import strategies as st

from tfgen.source import SourceFile
from tfgen.terraform.hcl.json_expr import Expressions
from tfgen.terraform.hcl.json_tree import parse_json
from tfgen.terraform.hcl.syntax import Call, Expr, GetAttr, Index, Literal, Object, Template, Tuple
from tfgen.terraform.hcl.walk import nested, plain_string, reference, references


def made(text: str) -> tuple[Expr, Expressions]:
    file = SourceFile("x.tf.json", text)
    tree, _ = parse_json(file)
    assert tree is not None
    expressions = Expressions(file)
    return expressions.template(tree), expressions


def test_strings_are_templates() -> None:
    text = '["plain", "x ${var.a} y", "$${no} %%{no}", "${var.b}", "${upper(\\"x\\")}", ""]'
    found, expressions = made(text)
    assert isinstance(found, Tuple)
    assert expressions.found == []
    assert [plain_string(item) for item in found.items] == ["plain", None, "${no} %{no}", None, None, ""]
    assert [type(item) for item in found.items[3:5]] == [GetAttr, Call]


def test_numbers_words_and_objects() -> None:
    found, _ = made('{"a": [1, -2.5, true, null], "${var.k}": {}}')
    assert isinstance(found, Object)
    first, second = found.items
    assert isinstance(first.value, Tuple)
    assert [item.value for item in first.value.items if isinstance(item, Literal)] == [1, -2.5, True, None]
    assert [r.names for r in references(second.key)] == [("var", "k")]


def test_places_are_those_in_the_file() -> None:
    text = '{\n  "a": "\\u00e9\\n ${ aws_vpc.x[\\"k\\"].id } \\t${var.b}"\n}'
    found, _ = made(text)
    parts = [e for e in nested(found) if isinstance(e, GetAttr | Index)]
    assert [text[e.range.start.offset : e.range.end.offset] for e in parts] == [
        'aws_vpc.x[\\"k\\"].id', 'aws_vpc.x[\\"k\\"]', "aws_vpc.x", "var.b",
    ]  # fmt: skip
    assert {e.range.start.line for e in parts} == {2}


def test_a_broken_template_is_found_where_it_breaks() -> None:
    text = '["ok", "\\t${var.}"]'
    found, expressions = made(text)
    (problem,) = expressions.found
    assert problem.range is not None
    assert (problem.code, text[problem.range.start.offset :]) == ("TFG201", '}"]')
    assert problem.help == "For a literal ${ write $${, for a literal %{ write %%{."
    assert isinstance(found, Tuple)


def test_a_repeated_key_is_found() -> None:
    _, expressions = made('{"a": 1,\n "a": 2}')
    assert [(d.code, d.range and d.range.start.line) for d in expressions.found] == [("TFG202", 2)]


def test_verbatim_strings_are_no_templates() -> None:
    file = SourceFile("x.tf.json", '["${a", {"%{": 1}]')
    tree, _ = parse_json(file)
    assert tree is not None
    expressions = Expressions(file)
    found = expressions.verbatim(tree)
    assert isinstance(found, Tuple)
    assert (plain_string(found.items[0]), expressions.found) == ("${a", [])


def test_written_expressions() -> None:
    def written(text: str) -> Expr | None:
        file = SourceFile("x.tf.json", json.dumps(text))
        tree, _ = parse_json(file)
        assert tree is not None
        return Expressions(file).written(tree)

    found = written('aws_vpc.x["a"]')
    whole = reference(found) if found else None
    assert whole is not None
    assert (whole.root, whole.path) == ("aws_vpc", ("x", "a"))
    assert isinstance(written("list(string)"), Call)
    assert [written(text) for text in ("${string}", "a b", "a) + (b", "", "a\nb = c")] == [None] * 5


@given(st.text(alphabet='ab ${}%~"\\\n.Té', max_size=20))
def test_any_string_is_a_template_or_broken(text: str) -> None:
    file = SourceFile("x.tf.json", json.dumps(text))
    found, expressions = made(file.text)
    if not expressions.found and "${" not in text and "%{" not in text:
        assert plain_string(found) == text
    assert all(d.range and d.range.end.offset <= len(file.text) for d in expressions.found)
    assert isinstance(found, Template) or "${" in text
