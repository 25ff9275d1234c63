import pytest

from tests.rules.hcl import expect

CASES = {
    "default gets a string": """
variable "a" {
  type = number
  default = "x" ⟵ TFG465
}
""",
    "default gets an object": """
variable "a" {
  type = list(string)
  default = { a = 1 } ⟵ TFG465
}
""",
    "the default gets a string": """
variable "a" {
  type = object({ a = string, b = optional(number, "x") }) ⟵ TFG465
  default = { a = 1 }
}
""",
    "default gets an object 3": """
variable "a" {
  type = object({ a = string })
  default = {} ⟵ TFG465
}
""",
    "default is null": """
variable "a" {
  type = string
  nullable = false
  default = null ⟵ TFG465
}
""",
    "default gets an object 5": """
variable "a" {
  type = map(string)
  default = { a = 1, b = [] } ⟵ TFG465
}
""",
    "fine 1": """
variable "a" {
  type = list(string)
  default = ["a", 1]
}
""",
    "fine 2": """
variable "a" {
  type = object({ a = string, b = optional(number, 3) })
  default = { a = 1 }
}
""",
    "fine 3": """
variable "a" {
  type = object({ a = string })
  default = null
}
""",
    "fine 4": """
variable "a" {
  type = set(string)
  default = ["a", "a"]
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_default_of_wrong_type(hcl: str) -> None:
    expect(hcl)
