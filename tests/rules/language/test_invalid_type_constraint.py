import pytest

from tests.rules.hcl import expect, forms, one

FORM = """
variable "x" {
  type = <value><mark>
}
"""

RIGHT = (
    "string",
    "bool",
    "list",
    "map",
    "any",
    "list(string)",
    "map(any)",
    "set(any)",
    "object({})",
    "tuple([])",
    "tuple([string, number])",
    "object({ a = optional(string) })",
    'object({ a = optional(string, "x") })',
    'object({ a = optional(list(string), ["a"]) })',
    'map(object({ a = optional(string, "x") }))',
    "object({ a : string })",
    "object({ a-b = string })",
    "object({ a = optional(object({ b = optional(string) }), {}) })",
    "list(string...)",
    'object({ a = optional(number, "1") })',
    "object({ a = optional(any, 1) })",
)
WRONG = (
    "set",
    "object",
    "tuple",
    '"string"',
    '"list"',
    '"foo"',
    "strin",
    "boolean",
    "list()",
    "list(string, number)",
    "object({ a = string, a = number })",
    'object({ "a" = string })',
    "object({ (a) = string })",
    "object(string)",
    "tuple(string)",
    "object({ a = optional(string, 1, 2) })",
    "object({ a = optional() })",
    "optional(string)",
    "list(optional(string))",
    "null",
    "var.x",
    "string()",
    "any()",
    '"${string}"',
    "list(object)",
    "list(list)",
    "[string]",
    "{ a = string }",
    "string == number",
    "upper(string)",
    "object({ 1 = string })",
    'object({ "a b" = string })',
    "(string)",
    "true",
    "list(strin)",
    "object({ a = strin })",
    "list(map)",
    "tuple([optional(string)])",
)

CASES = forms(FORM, RIGHT, WRONG, "TFG238")


def test_the_nearest_type_is_offered() -> None:
    assert one('variable "x" {\n  type = list(sting)\n}\n').help == 'Did you mean "string"?'
    assert one('variable "x" {\n  type = "string"\n}\n').help == "Write string."


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_invalid_type_constraint(hcl: str) -> None:
    expect(hcl)
