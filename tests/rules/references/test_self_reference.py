import pytest

from tests.rules.hcl import expect

CASES = {
    "a local": """
locals {
  a = local.a ⟵ TFG421
  b = [for x in [0] : local.b[x]] ⟵ TFG421
  c = "${local.c}" ⟵ TFG421
}
""",
    "a resource in its own conditions": """
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"

  lifecycle {
    precondition {
      condition     = aws_vpc.x.id == "" ⟵ TFG421
      error_message = "No."
    }

    postcondition {
      condition     = self.id == ""
      error_message = "Not ${aws_vpc.x.id}." ⟵ TFG421
    }
  }
}
""",
    "a data source in its own conditions": """
data "aws_vpc" "x" {
  lifecycle {
    postcondition {
      condition     = data.aws_vpc.x.id == "" ⟵ TFG421
      error_message = "No."
    }
  }
}
""",
    "a resource in its arguments Terraform finds when it plans": """
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"
  tags       = { Name = aws_vpc.x.id } ⟵ TFG421 warning
}

resource "aws_vpc" "y" {
  count      = length(aws_vpc.y) ⟵ TFG421 warning
  cidr_block = "10.0.0.0/16"
}

data "aws_vpc" "z" {
  id = data.aws_vpc.z.id ⟵ TFG421 warning
}

resource "aws_instance" "i" {
  ami           = "ami-1"
  instance_type = "t3.micro"

  root_block_device {
    volume_type = aws_instance.i.ami ⟵ TFG421 warning
  }
}
""",
    "what Terraform takes": """
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"
  depends_on = [aws_vpc.x]

  lifecycle {
    postcondition {
      condition     = self.id != ""
      error_message = "No."
    }
  }
}

resource "aws_vpc" "y" {
  cidr_block = data.aws_vpc.y.cidr_block
}

data "aws_vpc" "y" {
}

module "m" {
  source = "./m"
  x      = module.m.y
}
== m/main.tf
variable "x" {
  type = number
}

output "y" {
  value = 1
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_self_reference(hcl: str) -> None:
    expect(hcl)
