from pathlib import Path
from random import Random
from textwrap import dedent

import hcl2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.terraform.hcl.judge import judge
from tests.terraform.hcl.outline import body_of, covered, expression, outline
from tests.terraform.hcl.templates import random_template, rendered, shown
from tests.terraform.hcl.terraform import terraform_reads
from tfgen.diagnostics import Diagnostic
from tfgen.source import Pos, Range, SourceFile
from tfgen.terraform.hcl.parse import decode, parse
from tfgen.terraform.hcl.syntax import (
    Body,
    Expr,
    GetAttr,
    Index,
    Literal,
    Name,
    Object,
    Splat,
    Template,
    Tuple,
)
from tfgen.terraform.hcl.walk import children, expressions

SYNTAX = Path(__file__).parent / "fixtures" / "syntax"

EXPRESSION_TREES = r"""
1.5e3
    Literal 1500.0: 1.5e3

007
    Literal 7: 007

null
    Literal None: null

var
    Name var: var

-x
    Unary -: -x
      Name x: x

!!x
    Unary !: !!x
      Unary !: !x
        Name x: x

f(x) -10
    Binary -: f(x) -10
      Call f: f(x)
        Name x: x
      Literal 10: 10

a + b * c # sum
    Binary +: a + b * c
      Name a: a
      Binary *: b * c
        Name b: b
        Name c: c

a - b - c
    Binary -: a - b - c
      Binary -: a - b
        Name a: a
        Name b: b
      Name c: c

a == b || c
    Binary ||: a == b || c
      Binary ==: a == b
        Name a: a
        Name b: b
      Name c: c

(a⏎ + b /* c */⏎)
    Parens: (a⏎ + b /* c */⏎)
      Binary +: a⏎ + b
        Name a: a
        Name b: b

a ? b : c
    Conditional: a ? b : c
      Name a: a
      Name b: b
      Name c: c

var.a.b
    GetAttr .b: var.a.b
      GetAttr .a: var.a
        Name var: var

a.0.b
    GetAttr .b: a.0.b
      Index: a.0
        Name a: a
        Literal 0: 0

a["b"]
    Index: a["b"]
      Name a: a
      Template: "b"
        text 'b'

a.true
    GetAttr .true: a.true
      Name a: a

a[*].b[0]
    Splat [*]: a[*].b[0]
      Name a: a
      Index: [*].b[0]
        GetAttr .b: [*].b
          Name *: [*]
        Literal 0: 0

a[*].b[*].c
    Splat [*]: a[*].b[*].c
      Name a: a
      Splat [*]: [*].b[*].c
        GetAttr .b: [*].b
          Name *: [*]
        GetAttr .c: [*].c
          Name *: [*]

a.*.b[0]
    Index: a.*.b[0]
      Splat .*: a.*.b
        Name a: a
        GetAttr .b: .*.b
          Name *: .*
      Literal 0: 0

f()
    Call f: f()

f(a, b...)
    Call f...: f(a, b...)
      Name a: a
      Name b: b

provider::aws :: arn(x,)
    Call provider::aws::arn: provider::aws :: arn(x,)
      Name x: x

[]
    Tuple: []

[a, # one⏎ b,]
    Tuple: [a, # one⏎ b,]
      Name a: a
      Name b: b

{}
    Object: {}

{ a = 1, "b" : 2⏎ (c) = d }
    Object: { a = 1, "b" : 2⏎ (c) = d }
      item: a = 1
        Template: a
          text 'a'
        Literal 1: 1
      item: "b" : 2
        Template: "b"
          text 'b'
        Literal 2: 2
      item: (c) = d
        Parens: (c)
          Name c: c
        Name d: d

{ true = if, in = null }
    Object: { true = if, in = null }
      item: true = if
        Template: true
          text 'true'
        Name if: if
      item: in = null
        Template: in
          text 'in'
        Literal None: null

[for v in l : v]
    ForExpr v: [for v in l : v]
      Name l: l
      Name v: v

[for in in in : in if if]
    ForExpr in if: [for in in in : in if if]
      Name in: in
      Name in: in
      Name if: if

{ for k, v in m :⏎ k⏎=> v... if v }
    ForExpr k v grouping if: { for k, v in m :⏎ k⏎=> v... if v }
      Name m: m
      Name k: k
      Name v: v
      Name v: v

""
    Template: ""

"a\n\u00e9 $${b} %%{c} 100% $5"
    Template: "a\n\u00e9 $${b} %%{c} 100% $5"
      text 'a\né ${b} %{c} 100% $5'

"a-${b}"
    Template: "a-${b}"
      text 'a-'
      interpolation: ${b}
        Name b: b

"${f("${x}")}"
    Template: "${f("${x}")}"
      interpolation: ${f("${x}")}
        Call f: f("${x}")
          Template: "${x}"
            interpolation: ${x}
              Name x: x

"a ${~ x ~} b"
    Template: "a ${~ x ~} b"
      text 'a'
      interpolation: ${~ x ~}
        Name x: x
      text 'b'

"%{ if a }b%{ else }${c}%{ endif }"
    Template: "%{ if a }b%{ else }${c}%{ endif }"
      if: %{ if a }b%{ else }${c}%{ endif }
        Name a: a
        text 'b'
      else
        interpolation: ${c}
          Name c: c

"%{ for k, v in m ~} ${k}%{ endfor }"
    Template: "%{ for k, v in m ~} ${k}%{ endfor }"
      for k v: %{ for k, v in m ~} ${k}%{ endfor }
        Name m: m
        interpolation: ${k}
          Name k: k

<<EOT⏎a \n ${b}⏎  $${c}⏎EOT
    Heredoc: <<EOT⏎a \n ${b}⏎  $${c}⏎EOT
      text 'a \\n '
      interpolation: ${b}
        Name b: b
      text '\n  ${c}\n'

<<-EOT⏎    a⏎      b⏎⏎    EOT
    Heredoc: <<-EOT⏎    a⏎      b⏎⏎    EOT
      text 'a\n  b\n\n'

f(<<EOT⏎EOT  ⏎, 1)
    Call f: f(<<EOT⏎EOT  ⏎, 1)
      Heredoc: <<EOT⏎EOT
      Literal 1: 1
"""


@pytest.mark.parametrize("example", EXPRESSION_TREES.strip("\n").split("\n\n"), ids=lambda text: text.split("\n")[0])
def test_expressions(example: str) -> None:
    hcl, tree = example.split("\n", 1)
    assert outline(hcl.replace("⏎", "\n")) == dedent(tree)


def test_places_count_lines_and_columns_from_one_and_offsets_from_zero() -> None:
    assert body_of("# é\n\n  ab = c\n").attributes[0].range == Range(Pos(7, 3, 3), Pos(13, 3, 9))


def test_body_and_blocks() -> None:
    text = 'x = 1 # one\n\nresource "aws_vpc" this { # two\n  cidr = "10.0.0.0/16"\n  tags {}\n}\nx "a" { b = 1 }\n'
    body = body_of(text)

    assert [covered(text, attribute.range) for attribute in body.attributes] == ["x = 1"]
    assert covered(text, body.range) == text
    vpc, short = body.blocks
    assert (vpc.type, vpc.label_values) == ("resource", ("aws_vpc", "this"))
    assert covered(text, vpc.header) == 'resource "aws_vpc" this'
    assert [covered(text, label.range) for label in vpc.labels] == ['"aws_vpc"', "this"]
    assert covered(text, vpc.body.range) == ' # two\n  cidr = "10.0.0.0/16"\n  tags {}\n'
    assert covered(text, vpc.range).endswith("tags {}\n}")
    assert [block.type for block in vpc.body.blocks] == ["tags"]
    assert vpc.body.blocks[0].body == Body((), (), vpc.body.blocks[0].body.range)
    assert covered(text, short.range) == 'x "a" { b = 1 }'
    assert [attribute.name for attribute in short.body.attributes] == ["b"]


def test_all_words_are_names_where_names_stand() -> None:
    body = body_of("for = 1\nin {}\ntrue = null\nif for {}\n")
    assert [attribute.name for attribute in body.attributes] == ["for", "true"]
    assert [(block.type, block.label_values) for block in body.blocks] == [("in", ()), ("if", ("for",))]


def test_an_argument_is_found_by_its_name() -> None:
    body = body_of("a = 1\nb = 2\nc {}\n")
    found = body.get("b")
    assert found is body.attributes[1].expr
    assert body.get("c") is None
    assert body.argument("b", "a") == body.attributes[0]
    assert body.argument("c") is None


@pytest.mark.parametrize(
    "text", ["", "\n", "# only this", "/* a\n b */", "\ufeff", "a = 1", "a {}", "a = 1\r\n", "\ufeffa = 1"]
)
def test_files_that_are_short_or_oddly_ended(text: str) -> None:
    assert body_of(text).range.end.offset == len(text)


ERRORS = {
    "a =": "1:4 Expected an expression after =",
    "a = 1 +\n2": "1:8 Expected an expression after +",
    "a = 1 b = 2": "1:7 Missing new line after the argument",
    "a {} b {}": "1:6 Missing new line after the block",
    "a {\n  b {\n  }\n  c = 1\n": "1:3 Missing closing brace for the block opened at line 1",
    "a { b = 1 c = 2 }": "1:11 Expected } at the end of the block's line",
    "a { b {} }": '1:7 Expected = after "b"',
    "a {\n b = 1 }": "2:8 Expected a new line before }",
    "}": '1:1 Unexpected "}"',
    "a": '1:2 Expected = or { after "a"',
    "a.b = 1": '1:2 Expected = or { after "a"',
    'a "b"\n{}': "1:6 Expected { on the block's line",
    'a "${b}" {}': "1:3 Template in a block label",
    '"a" = 1': "1:1 Quoted name",
    "= 1": "1:1 Expected an argument or a block",
    'a = "b': "1:5 Unclosed string",
    'a = "b\nc"': "1:5 Unclosed string",
    'a = "${b"': "1:9 Expected } to close ${",
    'a = "${b c}"': "1:10 Expected } to close ${",
    'a = "${}"': "1:8 Expected an expression after ${",
    "a = ${b}": '1:5 Unexpected "$"',
    "a = 'b'": "1:5 Strings need double quotes",
    "a = 1;": "1:6 Unexpected semicolon",
    "a = b & c": '1:7 Unexpected "&"',
    "a = ²": '1:5 Unexpected character "²"',
    "a = b\u00a0": '1:6 Unexpected character "\\u00a0"',
    "a = 1.2.3": "1:5 Invalid number",
    "a = b.0.1": "1:7 Two legacy indexes in a row",
    "a = b.*.c.*": "1:10 Nested splat",
    "a = [1, 2": '1:5 Missing closing bracket for the "[" opened at line 1',
    "a = [1 2]": "1:8 Expected a comma or ]",
    "a = [1,,2]": "1:8 Two commas in a row",
    "a = (1]": '1:7 Missing closing parenthesis for the "(" opened at line 1',
    "a = f(1\nb = 2": "2:1 Expected a comma or )",
    "a = {\n  b = 1, c 2\n}": '2:12 Expected = after the key "c"',
    "a = {b = 1 c = 2}": "1:12 Expected a comma or a new line between items",
    "a = {b\n= 1}": '1:7 Expected = after the key "b"',
    "a = {= 1}": "1:6 Expected a key",
    "a = b ? c": "1:10 Expected : and the other value of the conditional",
    "a = b.": "1:7 Expected a name after .",
    "a = b[]": "1:7 Expected an expression after [",
    "a = b::c": "1:9 Expected ( after the function's name",
    "a = [for b c : d]": "1:12 Expected names and in after for",
    "a = [for b in c d]": "1:17 Expected : after the collection",
    "a = [for k, v in c : k => v]": "1:24 Unexpected =>",
    "a = {for k, v in c : v}": "1:23 Expected => after the key",
    'a = "%{ fi b }"': '1:9 Unknown template directive "fi"',
    'a = "%{ if b }c"': "1:6 Missing %{ endif } for the template directive at line 1",
    'a = "%{ for b in c }%{ endif }"': "1:21 Unexpected template directive %{ endif }",
    "a = <<EOT\nb": "1:5 Missing end marker for the heredoc opened at line 1",
    "a = << EOT\nb\nEOT": "1:5 Invalid heredoc",
    "a = 1 /* b": "1:7 Unclosed comment",
    "a = 1\rb = 2": "1:6 Unexpected carriage return",
    "a = 1\x00": '1:6 Unexpected character "\\u0000"',
}


@pytest.mark.parametrize("text", ERRORS)
def test_syntax_errors(text: str) -> None:
    body, (found,) = parse(SourceFile("main.tf", text + "\n"))
    assert body is None
    assert (found.code, found.file) == ("TFG201", "main.tf")
    assert short(found) == ERRORS[text]


def test_a_finding_says_what_is_wrong_and_how_to_mend_it() -> None:
    _, (found,) = parse(SourceFile("main.tf", "a = [\n  b\n  c\n]\n"))
    assert found.detail == 'Found "c" instead.'
    assert found.help == "The bracket opened at line 1 is not closed yet."


def test_duplicate_arguments_are_found_in_each_body_and_kept() -> None:
    body, found = parse(SourceFile("main.tf", "a = 1\nb {\n  a = 2\n  a = 3\n}\nb {}\na = 4\nb = 5\n"))
    assert [short(one) for one in found] == ["4:3 Duplicate argument", "7:1 Duplicate argument"]
    assert [one.detail for one in found] == ['"a" was already set at line 3.', '"a" was already set at line 1.']
    assert {one.code for one in found} == {"TFG202"}
    assert body is not None
    assert [attribute.name for attribute in body.attributes] == ["a", "a", "b"]


@pytest.mark.parametrize("escape", [r"\q", r"\u12", r"\ud800", r"\U00110000", r"\$", r"\x41"])
def test_bad_escapes(escape: str) -> None:
    body, (found,) = parse(SourceFile("main.tf", f'a = "ok \\n {escape} ${{b}}"\n'))
    assert (found.code, short(found)) == ("TFG203", "1:12 Invalid escape sequence")
    assert body is not None


@pytest.mark.parametrize(
    "hcl",
    [
        "(" * 2000 + "1" + ")" * 2000,
        "!" * 2000 + "a",
        "a" + ".b" * 2000,
        "a" + "[*]" * 2000,
        "1 + " * 2000 + "1",
        "a ? b : " * 2000 + "c",
        '"${' * 2000 + "1" + '}"' * 2000,
        '"' + "%{if a}" * 2000 + "%{endif}" * 2000 + '"',
        "[for a in b : " * 2000 + "a" + "]" * 2000,
    ],
    ids=lambda hcl: hcl[:10],
)
def test_deep_nesting_is_a_finding(hcl: str) -> None:
    body, (found,) = parse(SourceFile("main.tf", f"a = {hcl}\n"))
    assert (body, found.code, found.summary) == (None, "TFG201", "Nested too deeply")


def test_deep_blocks_are_a_finding() -> None:
    body, (found,) = parse(SourceFile("main.tf", "a {\n" * 2000 + "}\n" * 2000))
    assert (body, short(found)) == (None, "201:3 Nested too deeply")


def test_much_on_one_level_is_fine() -> None:
    items = ", ".join(f"var.a[{number}].b + 1" for number in range(2000))
    assert isinstance(tree := expression(f"[{items}]"), Tuple)
    assert len(tree.items) == 2000


def test_bytes_are_read_as_utf8_without_a_byte_order_mark() -> None:
    assert decode('\ufeffa = "é"\n'.encode(), "main.tf") == (SourceFile("main.tf", 'a = "é"\n'), ())


def test_other_bytes_are_a_finding_at_the_first_bad_one() -> None:
    file, (found,) = decode(b'a = "\xc3\xa9"\nb = "\xe9"\n', "main.tf")
    assert file is None
    assert (found.code, short(found), found.detail) == (
        "TFG204",
        "2:6 File is not UTF-8",
        "The byte 0xe9 after 14 bytes is not UTF-8.",
    )


def test_comments_may_hold_any_bytes() -> None:
    file, found = decode(b'a = 1 # \xe9t\xe9\n/* \xff */\n// \xc3\nb = "\xc3\xa9"\n', "main.tf")
    assert file is not None
    assert file.text == 'a = 1 # \ufffdt\ufffd\n/* \ufffd */\n// \ufffd\nb = "é"\n'
    assert found == ()


@pytest.mark.parametrize(
    "content",
    [
        b"a = 1 # \xe9\nb = <<E\n\xe9\nE\n",
        b"\xe9 = 1\n",
        b'a = "${"\xe9"}"\n',
        b"\xff\xfea\0=\x001\0",
        b'a = " # \xe9\n',
    ],
)
def test_nothing_else_may(content: bytes) -> None:
    file, (found,) = decode(content, "main.tf")
    assert (file, found.code) == (None, "TFG204")


def test_python_hcl2_itself_reads_the_same() -> None:
    text = """\
    variable "a" {
      type    = string
      default = "b"
    }
    resource "aws_vpc" "this" {
      count = 2
      tags  = { Name = "x", Size = 3 }
      ingress {
        ports = [80, 443]
      }
      ingress {
        ports = []
      }
    }
    """
    theirs = hcl2.loads(text)
    assert theirs["variable"][0]['"a"']["default"] == '"b"'
    vpc = body_of(text).blocks[1].body
    assert {attribute.name: plain(attribute.expr) for attribute in vpc.attributes} == {
        "count": 2,
        "tags": {"Name": "x", "Size": 3},
    }
    ours = [{attribute.name: plain(attribute.expr) for attribute in block.body.attributes} for block in vpc.blocks]
    assert [block["ports"] for block in theirs["resource"][0]['"aws_vpc"']['"this"']["ingress"]] == [
        block["ports"] for block in ours
    ]


@pytest.mark.terraform
def test_terraform_accepts_the_same_expressions() -> None:
    assert disagreements([f"import {{\n  to = a.b\n  id = {hcl}\n}}\n" for hcl in windows("expressions.txt", 4)]) == []


@pytest.mark.terraform
def test_terraform_accepts_the_same_bodies() -> None:
    assert disagreements([text + "\n" for text in windows("bodies.txt", 5)]) == []
    assert disagreements(["import {\n" + text + "\n}\n" for text in windows("bodies.txt", 5)]) == []


@pytest.mark.terraform
def test_terraform_accepts_the_same_soups_of_tokens() -> None:
    random = Random(1)
    soups = ["".join(random.choices(SOUP, k=random.randint(1, 9))) for _ in range(3000)]
    assert disagreements([f"import {{\n  id = {soup}\n}}\n" for soup in soups]) == []


@pytest.mark.terraform
def test_terraform_sees_the_same_places() -> None:
    """Calls, keys in brackets and parts of traversals have no place of their own in Terraform's tree."""
    hcls = [
        "[a, b]",
        "{ a = 1, (b) = [] }",
        '"x${a}y"',
        "((a))",
        "[for k, v in m : v if k]",
        "a.b.c",
        "<<E\n${a}\nE",
        "a[*].b",
    ]
    texts = [f"locals {{\n  v = {hcl}\n}}\n" for hcl in hcls]
    for text, verdict in zip(texts, judge(texts), strict=True):
        body = body_of(text)
        attribute = body.blocks[0].body.attributes[0]
        whole = [expr for expr in visible(body) if not isinstance(expr, (Name, GetAttr, Index, Splat))]
        ours = {attribute.range, attribute.name_range, attribute.expr.range, *(expr.range for expr in whole)}
        assert {(place.start.offset, place.end.offset) for place in ours} <= verdict.places, text


@pytest.mark.terraform
def test_terraform_evaluates_templates_to_the_same_text(tmp_path: Path) -> None:
    random = Random(1)
    templates = [random_template(random) for _ in range(200)]
    theirs = terraform_reads(templates, tmp_path)
    ours = [rendered(expression(template), {}) for template in templates]
    assert dict(zip(templates, ours, strict=True)) == dict(zip(templates, map(shown, theirs), strict=True))


SOUP = [
    *"abx012.,:=!?-+*/%<>()[]{}\"\n\n $~#&|", " = ", "..", "...", "::", "==", "=>", "&&", "||", "\r\n", "${", "%{",
    "~}", "for ", " in ", " if ", "if x", "else", "endif", "true", "null", "# c\n", "/* c */", "//", "[*]", ".*", "f(",
    "\\", "\\n", "<<E\n", "\nE\n", "<<-E\nx\n E\n", '"x"', "$${", "é", "_", "1.5e3", "[for x in y : x]",
    "{for x in y : x => x}",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(SOUP) | st.text(max_size=3), max_size=12).map("".join))
@example('a = "\ud800"')
def test_any_text_gives_a_body_or_one_error(text: str) -> None:
    body, found = parse(SourceFile("main.tf", text))
    assert (body is None) == any(one.code == "TFG201" for one in found)
    for one in found:
        assert one.range is not None
        assert 0 <= one.range.start.offset <= one.range.end.offset <= len(text)
        assert one.summary
    if body is not None:
        for expr in visible(body):
            covered(text, expr.range)


NAMES = st.sampled_from(["a", "var", "in", "for", "é-1", "true_"])


def composed(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pair = st.tuples(inner, inner)
    return st.one_of(
        inner.map("({0})".format),
        inner.map("!{0}".format),
        st.tuples(inner, st.sampled_from(["+", "==", "&&", "\n-", "/ # x\n", "/* y\n*/ %"]), inner).map(" ".join),
        st.tuples(inner, inner, inner).map(lambda abc: "{} ? {} :\n{}".format(*abc)),
        st.tuples(inner, NAMES).map(lambda ab: "({})\n.{}".format(*ab)),
        pair.map(lambda ab: "({})[{}]".format(*ab)),
        pair.map(lambda ab: "f({}, {} ...)".format(*ab)),
        pair.map(lambda ab: "[{},\n{}]".format(*ab)),
        st.tuples(NAMES, inner, inner).map(lambda abc: "{{\n({1}) = ({2}) # c\n{0} : ({2})\n}}".format(*abc)),
        pair.map(lambda ab: "[for k, v in {} : {} if k]".format(*ab)),
        pair.map(lambda ab: "{{for v in {} : {} => v...}}".format(*ab)),
        pair.map(lambda ab: '"a ${{{}}}b%{{ if {} ~}} c%{{ endif }}"'.format(*ab)),
        pair.map(lambda ab: "<<-E\n  a ${{{}}}\n  %{{ for v in {} }}\n  ${{v}}%{{ endfor }}\n  E\n".format(*ab)),
    )


EXPRESSIONS = st.recursive(
    st.sampled_from(["1", "2.5", "null", '"s"', "var.x", "a[*].b", "a.*.b", "f()", "[]", "{}"]), composed
)


@settings(max_examples=150, deadline=None)
@given(EXPRESSIONS)
def test_what_a_range_covers_reads_as_the_same_expression(hcl: str) -> None:
    text = f"a = (\n{hcl}\n)\n"
    for expr in visible(body_of(text)):
        piece = covered(text, expr.range)
        (read,) = children(expression(f"(\n{piece}\n)"))
        assert bare(read) == bare(expr)


def short(found: Diagnostic) -> str:
    assert found.range is not None
    return f"{found.range.start.line}:{found.range.start.column} {found.summary}"


def plain(expr: Expr) -> object:
    """The value of literals, as Python has it."""
    match expr:
        case Literal(value):
            return value
        case Template((str() as text,)):
            return text
        case Tuple(items):
            return [plain(item) for item in items]
        case Object(items):
            return {plain(item.key): plain(item.value) for item in items}
    raise AssertionError(expr)


def visible(body: Body) -> list[Expr]:
    """All expressions but those that cannot stand alone: bare keys, what is done for each element of a splat."""
    hidden: set[Expr] = set()
    for expr in expressions(body):
        if isinstance(expr, Object):
            hidden |= {item.key for item in expr.items if is_bare(item.key)}
        if isinstance(expr, Splat):
            hidden |= set(steps_of(expr.each))
    return [expr for expr in expressions(body) if expr not in hidden]


def is_bare(key: Expr) -> bool:
    return (
        isinstance(key, Template)
        and key.parts != ()
        and key.range.end.offset - key.range.start.offset == len(str(key.parts[0]))
    )


def steps_of(each: Expr) -> list[Expr]:
    return [each, *(step for child in children(each)[:1] for step in steps_of(child))]


def bare(expr: Expr) -> str:
    """``expr`` without places."""
    return repr(strip_places(expr))


def strip_places(node: object) -> object:
    if isinstance(node, tuple):
        return tuple(strip_places(item) for item in node)
    fields = getattr(type(node), "__struct_fields__", None)
    if fields is None:
        return node
    inner = [strip_places(getattr(node, name)) for name in fields if not name.endswith("range")]
    return (type(node).__name__, *inner)


def windows(name: str, longest: int) -> list[str]:
    """All runs of up to ``longest`` lines of a file of examples: the whole ones, and many broken ones."""
    lines = (SYNTAX / name).read_text("utf-8").splitlines()
    runs = ("\n".join(lines[at : at + size]) for size in range(1, longest + 1) for at in range(len(lines) - size + 1))
    return list(dict.fromkeys(runs))


def disagreements(texts: list[str]) -> list[tuple[str, list[str], tuple[str, ...]]]:
    """The texts that only one of the two accepts, with what each says."""
    found = []
    for text, verdict in zip(texts, judge(texts), strict=True):
        ours = [one.summary for one in parse(SourceFile("main.tf", text))[1]]
        if bool(ours) != bool(verdict.errors):
            found.append((text, ours, verdict.errors))
    return found
