"""What expressions are worth, and what is wrong with them; ``tests/rules`` has real Terraform judge many more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from tfgen.source import SourceFile
from tfgen.terraform.evaluate.evaluator import Evaluator
from tfgen.terraform.functions import FunctionContext
from tfgen.terraform.hcl.parse import parse
from tfgen.terraform.hcl.walk import Step
from tfgen.terraform.types.constraint import parse_constraint
from tfgen.terraform.types.evaluation_error import ErrorKind
from tfgen.terraform.types.value import Value, unknown


class Variables:
    """``var.x`` of a type; nothing else is known."""

    def __init__(self, types: Mapping[str, str]) -> None:
        self.types = types

    def resolve(self, root: str, steps: Sequence[Step]) -> tuple[Value, int] | None:
        if root != "var":
            return None
        return unknown(parse_constraint(self.types[str(steps[0].key)])), 1


VARIABLES = Variables(
    {"s": "string", "l": "list(string)", "m": "map(number)", "b": "bool", "o": "object({ a = string })"}
)


def evaluated(text: str, *, deep: bool = False) -> tuple[Value, list[ErrorKind]]:
    body, found = parse(SourceFile("x.tf", f"x = {text}\n"))
    assert body is not None, found
    evaluator = Evaluator(VARIABLES, FunctionContext(), deep)
    return evaluator.value(body.attributes[0].expr), [t.kind for t in evaluator.errors]


def plain(value: Value) -> object:
    if isinstance(value.data, tuple):
        return [plain(element) for element in value.data]
    if isinstance(value.data, Mapping):
        return {name: plain(element) for name, element in value.data.items()}
    return value.data


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        ("1 + 2 * 3", 7),
        ('"a${1 + 1}-${true}"', "a2-true"),
        ("[for x in [1, 2, 3] : x * 2 if x != 2]", [2, 6]),
        ("{ for k, v in { a = 1, b = 2 } : k => v }", {"a": 1, "b": 2}),
        ('{ for x in ["a", "b", "a"] : x => 1... }', {"a": [1, 1], "b": [1]}),
        ("[{ a = 1 }, { a = 2 }][*].a", [1, 2]),
        ("null[*]", []),
        ('true ? 1 : "x"', "1"),
        ("false && [][0]", False),
        ('"%{ for x in [1, 2] }${x},%{ endfor }"', "1,2,"),
        ('try([][0], "none")', "none"),
        ("can([][0])", False),
        ("max([1, 3, 2]...)", 3),
        ("7 % 4", 3),
        ('{ (upper("a")) = 1 }["A"]', 1),
    ],
)
def test_worth(text: str, worth: object) -> None:
    value, found = evaluated(text)
    assert (plain(value), found) == (worth, [])


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ('"${var.s}-x"', "string"),
        ("var.l[0]", "string"),
        ("var.l[*]", "list(string)"),
        ("var.m.x", "number"),
        ("var.b ? 1 : 2", "number"),
        ("var.b ? var.l : []", "list(string)"),
        ("[for x in var.l : x]", "any"),
        ("length(var.l)", "number"),
        ("nobody.knows", "any"),
    ],
)
def test_the_type_of_what_is_not_known(text: str, type_: str) -> None:
    value, found = evaluated(text)
    assert (value.type, value.known, found) == (parse_constraint(type_), False, [])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('1 + "a"', ErrorKind.OPERAND),
        ("0 / 0", ErrorKind.OPERATION),
        ("upp(1)", ErrorKind.UNKNOWN_FUNCTION),
        ("upper()", ErrorKind.ARGUMENT_COUNT),
        ("upper([])", ErrorKind.FUNCTION),
        ("var.b ? 1 : []", ErrorKind.BRANCHES),
        ('"x" ? 1 : 2', ErrorKind.CONDITION),
        ("[1][1]", ErrorKind.INDEX),
        ("var.o.b", ErrorKind.ATTRIBUTE),
        ("[for x in 1 : x]", ErrorKind.ITERATION),
        ('"a${[]}"', ErrorKind.TEMPLATE),
        ("{ (null) = 1 }", ErrorKind.KEY),
    ],
)
def test_what_is_wrong(text: str, kind: ErrorKind) -> None:
    assert evaluated(text)[1] == [kind]


def test_a_branch_that_is_not_taken_may_be_wrong() -> None:
    assert evaluated("false ? [][0] : 1")[1] == []
    assert evaluated("var.b ? [][0] : 1")[1] == []


def test_looking_deeper_finds_what_a_plan_will() -> None:
    assert evaluated("[for x in var.l : x.y]")[1] == []
    assert evaluated("[for x in var.l : x.y]", deep=True)[1] == [ErrorKind.ATTRIBUTE]
    assert evaluated("var.b ? upp(1) : 1", deep=True)[1] == [ErrorKind.UNKNOWN_FUNCTION]


def test_loops_in_loops_end() -> None:
    rounds = "range(1024)"
    value, found = evaluated(f"[for a in {rounds} : [for b in {rounds} : [for c in {rounds} : c]]]")
    assert (value.known, found) in ((True, []), (False, []))
