import pytest

from tests.rules.hcl import expect

ASKED = "5.100.0"


CASES = {
    "none of several": """
resource "aws_route" "x" { ⟵ TFG326
  route_table_id         = "rtb-0123456789abcdef0"
  destination_cidr_block = "0.0.0.0/0"
}
""",
    "one of them": """
resource "aws_route" "x" {
  route_table_id         = "rtb-0123456789abcdef0"
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = "igw-0123456789abcdef0"
}
""",
    "one that is not known": """
variable "gateway" {
  type = string
}
resource "aws_route" "x" {
  route_table_id         = "rtb-0123456789abcdef0"
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = var.gateway
}
""",
    "null is none": """
resource "aws_lb" "x" { ⟵ TFG326
  subnets = null ⟵ terraform
}
""",
    "a block": """
resource "aws_lb" "x" {
  subnet_mapping {
    subnet_id = "subnet-0123456789abcdef0"
  }
}
""",
    "a dynamic block may be there": """
variable "subnets" {
  type = set(string)
}
resource "aws_lb" "x" {
  dynamic "subnet_mapping" {
    for_each = var.subnets
    content {
      subnet_id = subnet_mapping.value
    }
  }
}
""",
    "in a nested block": """
resource "aws_autoscaling_group" "x" { ⟵ TFG326
  min_size           = 1
  max_size           = 1
  availability_zones = ["eu-west-1a"]
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_missing_alternative(hcl: str) -> None:
    expect(hcl, version=ASKED)


def test_for_a_version_that_was_not_asked_it_is_a_warning() -> None:
    expect('resource "aws_lb" "x" { ⟵ TFG326 warning\n  name = "x"\n}\n', version="6.62.0")
