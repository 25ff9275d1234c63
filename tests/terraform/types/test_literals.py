import pytest

from tests.terraform.hcl.outline import expression
from tfgen.terraform.types.constraint import parse_constraint
from tfgen.terraform.types.literals import Misfit, misfits


def told(text: str, want: str) -> list[str]:
    return [line(m) for m in misfits(expression(text), parse_constraint(want))]


def line(misfit: Misfit) -> str:
    what = f"-> {misfit.exact}" if misfit.exact else "never"
    return f"{misfit.actual} {what} as {misfit.expected.constraint}"


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ('"x"', "string"),
        ("3", "number"),
        ("true", "bool"),
        ("null", "string"),
        ("[true]", "any"),
        ('["a", null]', "list(string)"),
        ('{ a = "x" }', "map(string)"),
        ("{ a = 1, b = true }", "object({ a = number, b = bool })"),
        ('["a", 1]', "tuple([string, number])"),
        ("var.x", "bool"),  # no literal: not judged here
        ('"${var.x}"', "number"),
        ('"a${1}"', "number"),
        ("[var.x, f(1)]", "list(bool)"),
        ("{ (var.k) = var.x }", "map(bool)"),
    ],
)
def test_exact_literals(text: str, want: str) -> None:
    assert told(text, want) == []


# The answers are those of terraform console's tostring, tonumber and tobool.
@pytest.mark.parametrize(
    ("text", "want", "said"),
    [
        ("true", "string", 'the bool true -> "true" as string'),
        ("3", "string", 'the number 3 -> "3" as string'),
        ("1.50", "string", 'the number 1.5 -> "1.5" as string'),
        ("1e21", "string", 'the number 1000000000000000000000 -> "1000000000000000000000" as string'),
        ("(true)", "string", 'the bool true -> "true" as string'),
        ('"3"', "number", 'the string "3" -> 3 as number'),
        ('"-.5e-3"', "number", 'the string "-.5e-3" -> -0.5e-3 as number'),
        ('"5."', "number", 'the string "5." -> 5 as number'),
        ('"+5.e1"', "number", 'the string "+5.e1" -> 5e1 as number'),
        ('"0x1F"', "number", 'the string "0x1F" never as number'),
        ('"1_0"', "number", 'the string "1_0" never as number'),
        ('""', "number", 'the string "" never as number'),
        ('"true"', "bool", 'the string "true" -> true as bool'),
        ('"1"', "bool", 'the string "1" -> true as bool'),
        ('"0"', "bool", 'the string "0" -> false as bool'),
        ('"True"', "bool", 'the string "True" never as bool'),
        ("1", "bool", "the number 1 never as bool"),
        ("true", "number", "the bool true never as number"),
        ('"x"', "list(string)", 'the string "x" never as list(string)'),
        ("3", "map(string)", "the number 3 never as map(string)"),
        ("[]", "string", "a list never as string"),
        ("[]", "map(string)", "a list never as map(string)"),
        ("{}", "list(string)", "a map never as list(string)"),
        ("{}", "bool", "a map never as bool"),
        ("[1, 2]", "tuple([number])", "a list never as tuple([number])"),
        ('[true, "a"]', "set(string)", 'the bool true -> "true" as string'),
        ("{ a = [1] }", "map(list(string))", 'the number 1 -> "1" as string'),
        ("{ a = 1, b = 2 }", "object({ a = string })", 'the number 1 -> "1" as string'),
        (f'"{"x" * 50}"', "number", f'the string "{"x" * 37}..." never as number'),
    ],
)
def test_literals_of_another_type(text: str, want: str, said: str) -> None:
    assert told(text, want) == [said]


def test_every_misfit_in_an_expression_is_told() -> None:
    assert told('[{ a = true, b = "x" }, { a = "y", b = 3 }, "z"]', "list(object({ a = string, b = number }))") == [
        'the bool true -> "true" as string',
        'the string "x" never as number',
        'the string "z" never as object({ a = string, b = number })',
    ]
