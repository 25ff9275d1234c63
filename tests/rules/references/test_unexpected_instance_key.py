import pytest

from tests.rules.hcl import expect

CASES = {
    "of resources and data sources": """
resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"
}

data "aws_vpc" "b" {
}

locals {
  a = aws_vpc.a[0].id ⟵ TFG413
  b = aws_vpc.a["x"].id ⟵ TFG413
  c = aws_vpc.a[0] ⟵ TFG413
  d = data.aws_vpc.b[0].id ⟵ TFG413
  e = aws_vpc.a.0.id ⟵ TFG413
  f = resource.aws_vpc.a[0] ⟵ TFG413
}
""",
    "of modules": """
module "m" {
  source = "./m"
}

locals {
  a = module.m[0].x ⟵ TFG413
  b = module.m[0] ⟵ TFG413
  c = module.m["y"] ⟵ TFG413
  d = module.m["x"]
}
== m/main.tf
output "x" {
  value = 1
}
""",
    "in depends_on": """
resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "b" {
  cidr_block = "10.0.0.0/16"
  depends_on = [aws_vpc.a[0]] ⟵ TFG413
}
""",
    "a known name in brackets where no index belongs": """
resource "aws_instance" "a" {
  ami           = "ami-1"
  instance_type = "t3.micro"
}

output "a" {
  value = aws_instance.a["ami"] ⟵ TFG413
}
""",
    "where an index belongs": """
resource "aws_vpc" "a" {
  count      = 1
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "b" {
  for_each   = { x = "10.0.0.0/16" }
  cidr_block = each.value
}

module "m" {
  source = "./m"
  count  = 2
}

locals {
  a = aws_vpc.a[0].id
  b = aws_vpc.b["x"].id
  c = module.m[1].x
}
== m/main.tf
output "x" {
  value = 1
}
""",
    "of a module, in try and can": """
module "m" {
  source = "./m"
}

module "n" {
  source = "./n"
  x      = try(concat(module.m[0].x, ["a"]), [])
}

resource "aws_security_group" "a" {
  dynamic "ingress" {
    for_each = try(module.m[0].x, [])
    content {
      from_port   = 1
      to_port     = 1
      protocol    = "tcp"
      cidr_blocks = [try(module.m["y"].x, ingress.value)]
    }
  }
}

output "a" {
  value = try(module.m[0].x, [])
}

output "b" {
  value = can(module.m["y"].x)
}

output "c" {
  value = can(module.m[0])
}

output "d" {
  value = [for e in [1] : try(upper(module.m[0].x), e)]
}

output "e" {
  value = try([for e in [1] : { a = module.m[0].x }], [])
}

output "f" {
  value = "${try(module.m[0].x, "")}-x"
}

output "g" {
  value = core::try(module.m[0].x, "")
}
== m/main.tf
output "x" {
  value = ["a"]
}
== n/main.tf
variable "x" {
}
""",
    "of a module, in an argument that try does not catch": """
module "m" {
  source = "./m"
}

output "a" {
  value = [try("a", "b"), module.m[0].x] ⟵ TFG413
}

output "b" {
  value = try(module.m[1.5].x, "") ⟵ TFG413
}

output "c" {
  value = upper(module.m[0].x) ⟵ TFG413
}
== m/main.tf
output "x" {
  value = "a"
}
""",
    "of a module, where it may not be evaluated": """
variable "on" {
  type = bool
}

module "m" {
  source = "./m"
}

output "a" {
  value = var.on ? module.m[0].x : "" ⟵ TFG413 warning
}

output "b" {
  value = var.on && module.m[0].x == "" ⟵ TFG413 warning
}
== m/main.tf
output "x" {
  value = "a"
}
""",
    "of a resource, in try and can": """
resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"
}

output "a" {
  value = try(aws_vpc.a[0].id, "") ⟵ TFG413
}

output "b" {
  value = can(aws_vpc.a["x"].id) ⟵ TFG413
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_unexpected_instance_key(hcl: str) -> None:
    expect(hcl)
