import pytest

from tests.rules.hcl import expect, one

CASES = {
    "of resources": """
resource "aws_subnet" "a" {
  count  = 2
  vpc_id = "vpc-1"
}

resource "aws_subnet" "b" {
  for_each = toset(["x"])
  vpc_id   = "vpc-1"
}

locals {
  a = aws_subnet.a.id ⟵ TFG412
  b = aws_subnet.b.id ⟵ TFG412
  c = resource.aws_subnet.a.tags.Name ⟵ TFG412
  d = "${aws_subnet.a.count}" ⟵ TFG412
}
""",
    "of data sources": """
data "aws_vpc" "a" {
  count = 2
}

output "a" {
  value = data.aws_vpc.a.id ⟵ TFG412
}
""",
    "only one finding, though the attribute is wrong too": """
resource "aws_subnet" "a" {
  count  = 2
  vpc_id = "vpc-1"
}

output "a" {
  value = aws_subnet.a.nothing ⟵ TFG412
}
""",
    "of modules with count": """
module "a" {
  source = "./m"
  count  = 2
}

output "a" {
  value = module.a.x ⟵ TFG412
}
== m/main.tf
output "x" {
  value = 1
}
""",
    "of modules with for_each a name may be an instance": """
module "a" {
  source   = "./m"
  for_each = toset(["b"])
}

output "a" {
  value = module.a.b.x
}
== m/main.tf
output "x" {
  value = 1
}
""",
    "all of them, or one": """
resource "aws_subnet" "a" {
  count  = 2
  vpc_id = "vpc-1"
}

resource "aws_subnet" "b" {
  for_each   = toset(["x"])
  vpc_id     = aws_subnet.a[0].vpc_id
  depends_on = [aws_subnet.a]
}

locals {
  a = aws_subnet.a[0].id
  b = aws_subnet.a[*].id
  c = aws_subnet.a.*.id
  d = [for s in aws_subnet.a : s.id]
  e = aws_subnet.b["x"].id
  f = length(aws_subnet.a)
  g = aws_subnet.a.0.id
  h = { for k, s in aws_subnet.b : k => s.id }
  i = aws_subnet.a[local.f - 1].id
}
""",
    "self is one instance": """
resource "aws_vpc" "a" {
  count      = 2
  cidr_block = "10.0.0.0/16"

  provisioner "local-exec" {
    command = "echo ${self.id}"
  }
}
""",
    "where Terraform only orders": """
resource "aws_subnet" "a" {
  count  = 2
  vpc_id = "vpc-1"
}

resource "aws_vpc" "b" {
  cidr_block = "10.0.0.0/16"
  depends_on = [aws_subnet.a, aws_subnet.a[0]]
}
""",
    "of a module, in try and can": """
variable "on" {
  type = bool
}

module "m" {
  source = "./m"
  count  = var.on ? 1 : 0
}

output "a" {
  value = try(module.m.x, "")
}

output "b" {
  value = can(upper(module.m.x))
}

output "c" {
  value = [for e in [1] : try({ a = [module.m.x] }, e)]
}

output "d" {
  value = var.on ? module.m.x : "" ⟵ TFG412 warning
}
== m/main.tf
output "x" {
  value = "a"
}
""",
    "of a resource, in try and can": """
resource "aws_vpc" "a" {
  count      = 1
  cidr_block = "10.0.0.0/16"
}

output "a" {
  value = try(aws_vpc.a.id, "") ⟵ TFG412
}

output "b" {
  value = can(aws_vpc.a.id) ⟵ TFG412
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_missing_instance_key(hcl: str) -> None:
    expect(hcl)


def test_the_message() -> None:
    block = 'resource "aws_vpc" "a" {{\n  {}\n  cidr_block = "10.0.0.0/16"\n}}\n\nlocals {{\n  a = aws_vpc.a.id\n}}\n'
    assert one(block.format("count = 1")).help == "Write aws_vpc.a[0] for one of them, aws_vpc.a[*] for all."
    assert "values(aws_vpc.a)[*]" in one(block.format("for_each = {}")).help
