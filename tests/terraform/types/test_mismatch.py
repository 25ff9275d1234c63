"""What does not fit is named by the steps that lead to it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.oracle import Case, Judge
from tfgen.terraform.types.constraint import parse_constraint
from tfgen.terraform.types.describe import branches
from tfgen.terraform.types.mismatch import mismatch

CASES = [
    ("list(object({ a = string }))", "list(object({ a = string, p = number }))", '[*]: the attribute "p" is required'),
    ("set(object({ a = string }))", "list(object({ b = string }))", '[*]: the attribute "b" is required'),
    ("map(object({ a = list(bool) }))", "map(object({ a = bool }))", "[*].a: a bool is required, not a list of bool"),
    (
        "map(object({ a = list(object({ b = map(number) })) }))",
        "map(object({ a = list(object({ b = map(list(number)) })) }))",
        "[*].a[*].b[*]: a list of number is required, not a number",
    ),
    ("map(string)", "object({ a = list(string) })", '["a"]: a list of string is required, not a string'),
    ("tuple([string, list(string)])", "tuple([string, number])", "[1]: a number is required, not a list of string"),
    ("tuple([string, map(string)])", "list(string)", "[1]: a string is required, not a map of string"),
    ("object({ a = string, b = list(number) })", "map(string)", '["b"]: a string is required, not a list of number'),
    ("object({ engin = string })", "object({ engine = string })", 'the attribute "engine" is required, not "engin"'),
    ("object({ x = string })", "object({ engine = string })", 'the attribute "engine" is required'),
    ("tuple([string])", "tuple([string, number])", "a tuple of 2 elements is required, not of 1"),
    ("tuple([string, object({})])", "list(any)", "all elements must be of one type: [0] is a string, [1] is an object"),
    (
        "tuple([object({ x = number }), object({ x = list(number) })])",
        "list(any)",
        "all elements must be of one type: [0].x is a number, [1].x is a list of number",
    ),
    (
        "object({ a = tuple([string, number]), b = tuple([string, list(string)]) })",
        "map(any)",
        'all elements must be of one type: ["a"][1] is a number, ["b"][1] is a list of string',
    ),
    ("string", "list(string)", "a list of string is required, not a string"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "wanted", "reason"), CASES)
def test_the_part_that_does_not_fit(given: str, wanted: str, reason: str) -> None:
    text = mismatch(parse_constraint(given), parse_constraint(wanted))
    assert text.removeprefix("in ") == reason


@pytest.mark.terraform
def test_terraform_refuses_the_same(oracle: Callable[[str], Judge]) -> None:
    cases = []
    for i, (given, wanted, _) in enumerate(CASES):
        caller = f'variable "x" {{\n  type = {given}\n}}\n\nmodule "m" {{\n  source = "./m"\n  x = var.x\n}}\n'
        cases.append(Case(str(i), {"main.tf": caller, "m/main.tf": f'variable "x" {{\n  type = {wanted}\n}}\n'}))
    for (given, wanted, _), verdict in zip(CASES, oracle("6.62.0").judge(cases), strict=True):
        assert [(d.file, d.line) for d in verdict.errors] == [("main.tf", 7)], (given, wanted, verdict)


@pytest.mark.parametrize(
    ("yes", "no", "text"),
    [
        (
            "object({ a = number, b = list(string) })",
            "object({ a = string, b = string })",
            'In the attribute "b": The true value is a list of string, the false value a string.',
        ),
        (
            "list(object({ a = string, b = list(string) }))",
            "list(object({ a = string, c = string }))",
            'In the elements: Only the true value has the attribute "b".',
        ),
        (
            "map(object({ a = tuple([string, list(string)]) }))",
            "map(object({ a = tuple([number, string]) }))",
            'In the elements: In the attribute "a": In element 1: The true value is a list of string, '
            "the false value a string.",
        ),
    ],
)
def test_the_part_in_which_branches_differ(yes: str, no: str, text: str) -> None:
    assert branches(parse_constraint(yes), parse_constraint(no)) == text
