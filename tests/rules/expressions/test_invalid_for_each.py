import pytest

from tests.rules.hcl import expect

CASES = {
    "for_each gets a tuple": """
resource "terraform_data" "v" {
  for_each = ["a"] ⟵ TFG464
}
""",
    "for_each gets a set of number": """
resource "terraform_data" "v" {
  for_each = toset([1]) ⟵ TFG464
}
""",
    "for_each has a null element": """
resource "terraform_data" "v" {
  for_each = toset([null]) ⟵ TFG464
}
""",
    "for_each gets a set of tuple": """
resource "terraform_data" "v" {
  for_each = toset([[]]) ⟵ TFG464
}
""",
    "for_each gets a string": """
resource "terraform_data" "v" {
  for_each = "a" ⟵ TFG464
}
""",
    "for_each is null": """
resource "terraform_data" "v" {
  for_each = null ⟵ TFG464
}
""",
    "for_each gets a list of string": """
variable "a" {
  type = list(string)
}
resource "terraform_data" "v" {
  for_each = var.a ⟵ TFG464
}
""",
    "for_each gets a tuple 7": """
module "m" {
  source = "./m"
  for_each = ["a"] ⟵ TFG464
}
== m/main.tf
output "o" {
  value = "x"
}
""",
    "fine 1": """
variable "a" {
  type = string
  sensitive = true
}
resource "terraform_data" "v" {
  for_each = { a = var.a }
}
""",
    "fine 2": """
resource "terraform_data" "v" {
  for_each = toset([])
}
""",
    "fine 3": """
resource "terraform_data" "v" {
  for_each = {}
}
""",
    "fine 4": """
variable "a" {}
resource "terraform_data" "v" {
  for_each = var.a
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_invalid_for_each(hcl: str) -> None:
    expect(hcl)
