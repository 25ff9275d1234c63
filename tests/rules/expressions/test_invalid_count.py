import pytest

from tests.rules.hcl import expect

CASES = {
    "count gets a string": """
resource "terraform_data" "v" {
  count = "x" ⟵ TFG463
}
""",
    "count gets a bool": """
resource "terraform_data" "v" {
  count = true ⟵ TFG463
}
""",
    "count is -1": """
resource "terraform_data" "v" {
  count = -1 ⟵ TFG463
}
""",
    "count is 1.5": """
resource "terraform_data" "v" {
  count = 1.5 ⟵ TFG463
}
""",
    "count is null": """
resource "terraform_data" "v" {
  count = null ⟵ TFG463
}
""",
    "count gets a tuple": """
resource "terraform_data" "v" {
  count = [] ⟵ TFG463
}
""",
    "count gets a bool 6": """
variable "a" {
  type = bool
}
resource "terraform_data" "v" {
  count = var.a ⟵ TFG463
}
""",
    "count gets a list of string": """
variable "a" {
  type = list(string)
}
resource "terraform_data" "v" {
  count = var.a ⟵ TFG463
}
""",
    "fine 1": """
variable "a" {
  type = number
  sensitive = true
}
resource "terraform_data" "v" {
  count = var.a
}
""",
    "fine 2": """
resource "terraform_data" "v" {
  count = "2"
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_invalid_count(hcl: str) -> None:
    expect(hcl)
