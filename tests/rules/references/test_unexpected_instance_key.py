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
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_unexpected_instance_key(hcl: str) -> None:
    expect(hcl)
