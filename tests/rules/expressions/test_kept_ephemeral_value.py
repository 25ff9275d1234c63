import pytest

from tests.rules.hcl import expect

CASES = {
    "The output is ephemeral": """
variable "a" {
  type = string
  ephemeral = true
}
output "x" {
  value = var.a ⟵ TFG468
}
""",
    "The output is ephemeral 1": """
variable "a" {
  type = string
  ephemeral = true
}
output "x" { ⟵ TFG468
  value = var.a
  ephemeral = true
}
""",
    "cidr_block gets an ephemeral value": """
variable "a" {
  type = string
  ephemeral = true
}
resource "aws_vpc" "v" {
  cidr_block = var.a ⟵ TFG468
}
""",
    "tags gets an ephemeral value": """
variable "a" {
  type = string
  ephemeral = true
}
resource "aws_vpc" "v" {
  tags = { a = var.a } ⟵ TFG468
}
""",
    "input gets an ephemeral value": """
variable "a" {
  type = string
  ephemeral = true
}
resource "terraform_data" "v" {
  input = var.a ⟵ TFG468
}
""",
    "The output is ephemeral 5": """
variable "a" {
  type = string
  ephemeral = true
}
locals {
  x = var.a
}
output "y" {
  value = local.x ⟵ TFG468
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_kept_ephemeral_value(hcl: str) -> None:
    expect(hcl)
