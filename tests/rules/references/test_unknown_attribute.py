import pytest

from tests.annotations import annotated
from tests.rules.hcl import expect, one

CASES = {
    "of a resource and of a data source": """
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"
}

data "aws_vpc" "x" {
}

data "aws_vpc" "y" {
  id = aws_vpc.x.vpc_id ⟵ TFG402
}

output "x" {
  value = "${data.aws_vpc.x.idd} ${resource.aws_vpc.x.nothing}" ⟵ TFG402 TFG402
}
""",
    "of an instance": """
resource "aws_subnet" "a" {
  count  = 2
  vpc_id = "vpc-1"
}

resource "aws_subnet" "b" {
  for_each = toset(["x"])
  vpc_id   = "vpc-1"
}

locals {
  a = aws_subnet.a[0].subnet_id ⟵ TFG402
  b = aws_subnet.b["x"].subnet_id ⟵ TFG402
  c = [for i in [0, 1] : aws_subnet.a[i].subnet_id] ⟵ TFG402 warning
  d = aws_subnet.a[0].id
  e = aws_subnet.b["x"].id
  f = [for s in aws_subnet.a : s.id]
  g = { for k, s in aws_subnet.b : k => s.id }
  h = values(aws_subnet.b)[*].id
}
""",
    "of all instances": """
resource "aws_subnet" "a" {
  count  = 2
  vpc_id = "vpc-1"
}

locals {
  a = aws_subnet.a[*].subnet_id ⟵ TFG402 warning
  b = aws_subnet.a.*.subnet_id ⟵ TFG402 warning
  c = aws_subnet.a[*].id
  d = aws_subnet.a.*.tags
}

resource "aws_vpc" "b" {
  cidr_block = "10.0.0.0/16"
}

output "b" {
  value = aws_vpc.b[*].vpc_id ⟵ TFG402
}
""",
    "arguments, computed attributes and blocks can be read": """
resource "aws_instance" "x" {
  ami           = "ami-1"
  instance_type = "t3.micro"
}

locals {
  a = aws_instance.x.ami
  b = aws_instance.x.arn
  c = aws_instance.x.root_block_device[0].volume_id
}
""",
    "in blocks, at any depth": """
resource "aws_instance" "x" {
  ami           = "ami-1"
  instance_type = "t3.micro"
}

locals {
  a = aws_instance.x.root_block_device[0].nothing ⟵ TFG402
  b = aws_instance.x.root_block_device.0.nothing ⟵ TFG402
  c = aws_instance.x.timeouts.nothing ⟵ TFG402
  d = aws_instance.x.root_block_device[0].volume_id
  e = aws_instance.x.tags.anything
}
""",
    "in attributes that are objects": """
resource "aws_acm_certificate" "x" {
  domain_name = "example.com"
}

data "aws_vpc" "x" {
}

locals {
  a = data.aws_vpc.x.cidr_block_associations[0].nothing ⟵ TFG402
  b = data.aws_vpc.x.cidr_block_associations[0].state
  c = data.aws_vpc.x.cidr_block_associations[0]["nothing"] ⟵ TFG402
}
""",
    "of self": """
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"

  provisioner "local-exec" {
    command = "echo ${self.nothing} ${self.arn}" ⟵ TFG402
  }

  lifecycle {
    postcondition {
      condition     = self.id != ""
      error_message = "No."
    }
  }
}

data "aws_vpc" "y" {
  lifecycle {
    postcondition {
      condition     = self.id != ""
      error_message = "Not ${self.nothing}." ⟵ TFG402
    }
  }
}
""",
    "in functions that catch errors, in branches never taken": """
data "aws_vpc" "x" {
}

locals {
  a = try(data.aws_vpc.x.nothing, "") ⟵ TFG402
  b = false ? data.aws_vpc.x.nothing : "" ⟵ TFG402
}
""",
    "a name that an expression binds": """
locals {
  a = [for aws_vpc in [{ x = { y = 1 } }] : aws_vpc.x.y]
}
""",
    "of a type that is not known": """
output "x" {
  value = terraform_data.x.output
}

resource "terraform_data" "x" {
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_unknown_attribute(hcl: str) -> None:
    expect(hcl)


def test_the_message() -> None:
    hcl = 'data "aws_vpc" "x" {\n}\n\noutput "x" {\n  value = data.aws_vpc.x.«cidr_blok» ⟵ TFG402\n}\n'
    diagnostic = one(hcl)
    assert annotated(hcl, [diagnostic]) == hcl
    assert diagnostic.summary == 'Unknown attribute "cidr_blok"'
    assert diagnostic.detail == "data.aws_vpc.x has no such attribute."
    assert diagnostic.help == 'Did you mean "cidr_block"?'
