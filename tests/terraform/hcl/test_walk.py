import pytest

from tests.terraform.hcl.outline import body_of, covered, expression
from tfgen.terraform.hcl.syntax import Name, Template
from tfgen.terraform.hcl.walk import (
    Step,
    deeper_than,
    expressions,
    nested,
    plain_string,
    reference,
    references,
    traversal,
)


def test_expressions_are_all_there_an_outer_one_before_its_parts() -> None:
    text = 'a = f(b.c, "x${d}")\ne {\n  g = [1]\n}\n'
    assert [covered(text, expr.range) for expr in expressions(body_of(text))] == [
        'f(b.c, "x${d}")', "b.c", "b", '"x${d}"', "d", "[1]", "1",
    ]  # fmt: skip


def test_nested_goes_through_every_kind() -> None:
    template = '"%{ if e }${g}%{ else }%{ for h in i }${j}%{ endfor }%{ endif }"'
    hcl = f"[{{(a) = b ? c : -d}}, {template}, [for k in l : m if n], o[*].p[q]]"
    names = [expr.name for expr in nested(expression(hcl)) if isinstance(expr, Name)]
    assert names == ["a", "b", "c", "d", "e", "g", "i", "j", "l", "m", "n", "o", "*", "q"]


def test_a_traversal_is_a_root_and_steps() -> None:
    root, steps = traversal(expression('aws_vpc.this[0].tags["Name"].0')) or ("", ())
    assert root == "aws_vpc"
    assert [(step.key, step.index) for step in steps] == [
        ("this", False), (0, True), ("tags", False), ("Name", True), (0, True),
    ]  # fmt: skip


def test_the_places_of_a_reference() -> None:
    text = 'a = var.list["k"]\n'
    found = reference(body_of(text).attributes[0].expr)
    assert found is not None
    assert covered(text, found.range) == 'var.list["k"]'
    assert covered(text, found.root_range) == "var"
    assert [covered(text, step.range) for step in found.steps] == ["list", '"k"']
    assert found.path == ("list", "k")
    assert found.names == ("var", "list")


@pytest.mark.parametrize("hcl", ["1", '"a"', "f(a)", "a[b]", "a[*].b", "(a).b", "[a][0]", 'a["x${b}"]', "a[true]"])
def test_other_expressions_are_no_references(hcl: str) -> None:
    assert traversal(expression(hcl)) is None


REFERENCES = {
    "var.a": ["var.a"],
    "a.b + f(c.d[0], e)": ["a.b", "c.d[0]", "e"],
    "local.a[var.key].b": ["local.a", "var.key"],
    "aws_subnet.this[*].id": ["aws_subnet.this"],
    "aws_subnet.this[*].tags[var.key]": ["aws_subnet.this", "var.key"],
    "{ a = b.c, (d.e) = null }": ["b.c", "d.e"],
    "[for v in var.l : v.id if local.x]": ["var.l", "local.x"],
    "{ for k, v in var.m : k => [for v in v.list : v.a[each.key]] }": ["var.m", "each.key"],
    "[for v in v.w : v]": ["v.w"],
    "[[for v in a : v], v]": ["a", "v"],
    '"${var.a}-%{ for x in local.l }${x.id}${x_y.z}%{ endfor }${x.id}"': ["var.a", "local.l", "x_y.z", "x.id"],
    '"%{ if var.a }${b}%{ else }${c}%{ endif }"': ["var.a", "b", "c"],
    "<<EOT\n${var.a}\nEOT": ["var.a"],
}


@pytest.mark.parametrize("hcl", REFERENCES)
def test_references_are_the_longest_static_ones_and_no_names_of_loops(hcl: str) -> None:
    text = f"a = {hcl}\n"
    found = references(body_of(text).attributes[0].expr)
    assert [covered(text, one.range) for one in found] == REFERENCES[hcl]


def test_names_bound_outside_are_no_references() -> None:
    bound = frozenset({"ingress"})
    assert [one.root for one in references(expression("[ingress.value, var.a]"), bound)] == ["var"]


@pytest.mark.parametrize(
    ("hcl", "text"),
    [
        ('""', ""),
        ('"a\\n"', "a\n"),
        ("<<E\na\nE", "a\n"),
        ("<<E\nE", ""),
        ('"${a}"', None),
        ('"a${b}"', None),
        ("a", None),
    ],
)
def test_plain_string(hcl: str, text: str | None) -> None:
    assert plain_string(expression(hcl)) == text


def test_a_bare_key_is_a_plain_string() -> None:
    (key, *_) = (expr for expr in nested(expression("{ a = 1 }")) if isinstance(expr, Template))
    assert plain_string(key) == "a"


def test_depth_counts_expressions_and_blocks() -> None:
    text = "a = 1\nb {\n  c = [d.e]\n}\n"
    assert deeper_than(body_of(text), 4) is None
    place = deeper_than(body_of(text), 3)
    assert place is not None
    assert covered(text, place) == "d"


def test_steps_compare_by_value() -> None:
    left, right = (traversal(expression("a.b")) for _ in range(2))
    assert left == right
    assert isinstance(left, tuple)
    assert isinstance(left[1][0], Step)
