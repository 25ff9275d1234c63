import pytest

from tests.rules.hcl import expect

CASES = {
    "a gets a tuple": """
module "m" {
  source = "./m"
  a = local.l ⟵ TFG466
}
locals {
 l = ["a"]
}
== m/main.tf
variable "a" {
  type = string
}
""",
    "a is null": """
module "m" {
  source = "./m"
  a = null ⟵ TFG466
}
== m/main.tf
variable "a" {
  type = string
  nullable = false
}
""",
    "fine 1": """
resource "aws_instance" "i" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"
  user_data = templatefile("${path.module}/t.tftpl", { a = 1 })
}
== t.tftpl
x ${a} %{ if a > 0 }y%{ endif }
""",
    "fine 2": """
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
    "fine 3": """
module "m" {
  source = "./m"
  a = var.s
}
variable "s" {
  type = string
  sensitive = true
}
== m/main.tf
variable "a" {
  sensitive = true
}
output "o" {
  value = var.a
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_module_input_of_wrong_type(hcl: str) -> None:
    expect(hcl)
