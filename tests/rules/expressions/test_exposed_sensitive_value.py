import pytest

from tests.rules.hcl import expect

CASES = {
    "The output is sensitive": """
variable "a" {
  type = string
  sensitive = true
}
output "x" { ⟵ TFG467
  value = "x${var.a}"
}
""",
    "The output is sensitive 1": """
variable "a" {
  type = string
  sensitive = true
}
output "x" { ⟵ TFG467
  value = { a = [var.a] }
}
""",
    "The output is sensitive 2": """
variable "a" {
  type = string
  sensitive = true
}
output "x" { ⟵ TFG467
  value = length(var.a)
}
""",
    "The output is sensitive 3": """
variable "a" {
  type = string
  sensitive = true
}
output "x" { ⟵ TFG467
  value = var.a == "x" ? 1 : 2
}
""",
    "for_each is sensitive": """
variable "a" {
  type = set(string)
  sensitive = true
}
resource "terraform_data" "v" {
  for_each = var.a ⟵ TFG467
}
""",
    "for_each is sensitive 5": """
variable "a" {
  type = map(string)
  sensitive = true
}
resource "terraform_data" "v" {
  for_each = var.a ⟵ TFG467
}
""",
    "for_each is sensitive 6": """
variable "a" {
  type = map(string)
  sensitive = true
}
resource "terraform_data" "v" {
  for_each = toset(keys(var.a)) ⟵ TFG467
}
""",
    "for_each is sensitive 7": """
variable "a" {
  type = string
  sensitive = true
}
resource "terraform_data" "v" {
  for_each = toset([var.a]) ⟵ TFG467
}
""",
    "fine 1": """
variable "a" {
  type = string
  sensitive = true
}
output "x" {
  value = nonsensitive(var.a)
}
""",
    "fine 2": """
variable "a" {
  type = number
  sensitive = true
}
resource "terraform_data" "v" {
  count = var.a
}
""",
    "fine 3": """
variable "a" {
  type = string
  sensitive = true
}
resource "terraform_data" "v" {
  for_each = { a = var.a }
}
""",
    "fine 4": """
module "m" {
  source = "./m"
  a = var.s
}
variable "s" {
  type = string
  sensitive = true
}
output "z" {
  value = module.m.o
}
== m/main.tf
variable "a" {}
output "o" {
  value = var.a
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_exposed_sensitive_value(hcl: str) -> None:
    expect(hcl)
