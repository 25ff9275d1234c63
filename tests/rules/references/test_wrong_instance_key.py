import pytest

from tests.rules.hcl import expect

CASES = {
    "of resources Terraform finds it when it plans": """
resource "aws_vpc" "a" {
  count      = 1
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "b" {
  for_each   = { x = "10.0.0.0/16" }
  cidr_block = each.value
}

locals {
  a = aws_vpc.a["x"].id ⟵ TFG414 warning
  b = aws_vpc.b[0].id ⟵ TFG414 warning
  c = aws_vpc.a["0"].id
}
""",
    "a number that is not whole": """
resource "aws_vpc" "a" {
  count      = 1
  cidr_block = "10.0.0.0/16"
}

output "a" {
  value = aws_vpc.a[0.5].id ⟵ TFG414
}
""",
    "of modules": """
module "a" {
  source = "./m"
  count  = 2
}

module "b" {
  source   = "./m"
  for_each = toset(["x"])
}

locals {
  a = module.a["x"].x ⟵ TFG414
  b = module.b[0].x ⟵ TFG414 warning
  c = module.a[0].x
  d = module.b["x"].x
}
== m/main.tf
output "x" {
  value = 1
}
""",
    "in try and can": """
variable "on" {
  type = bool
}

module "m" {
  source = "./m"
  count  = var.on ? 1 : 0
}

module "n" {
  source   = "./m"
  for_each = toset(["a"])
}

resource "aws_vpc" "a" {
  for_each   = toset(["a"])
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "b" {
  count      = 1
  cidr_block = "10.0.0.0/16"
}

output "a" {
  value = [try(module.m["a"].x, ""), try(module.n[0].x, ""), can(module.n[0])]
}

output "b" {
  value = [try(aws_vpc.a[0].arn, ""), try(aws_vpc.b["x"].arn, ""), can(aws_vpc.a[0].arn)]
}

output "c" {
  value = var.on ? module.m["a"].x : "" ⟵ TFG414 warning
}
== m/main.tf
output "x" {
  value = "a"
}
""",
    "of a number that is not whole, which nothing catches": """
module "m" {
  source = "./m"
  count  = 1
}

module "n" {
  source   = "./m"
  for_each = toset(["a"])
}

resource "aws_vpc" "a" {
  for_each   = toset(["a"])
  cidr_block = "10.0.0.0/16"
}

output "a" {
  value = try(module.m[1.5].x, "") ⟵ TFG414
}

output "b" {
  value = try(module.n[1.5].x, "") ⟵ TFG414
}

output "c" {
  value = can(aws_vpc.a[1.5].arn) ⟵ TFG414
}
== m/main.tf
output "x" {
  value = "a"
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_wrong_instance_key(hcl: str) -> None:
    expect(hcl)
