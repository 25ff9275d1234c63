import pytest

from tests.rules.hcl import expect, one

ASKED = "5.100.0"


CASES = {
    "two that exclude each other": """
resource "aws_launch_template" "x" {
  name        = "web" ⟵ terraform
  name_prefix = "web-" ⟵ TFG325
}
""",
    "one of them null": """
resource "aws_launch_template" "x" {
  name        = null
  name_prefix = "web-"
}
""",
    "one of them not known": """
variable "name" {
  type = string
}
resource "aws_launch_template" "x" {
  name        = var.name
  name_prefix = "web-"
}
""",
    "two targets of a route": """
resource "aws_route" "x" { ⟵ terraform
  route_table_id         = "rtb-0123456789abcdef0"
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = "igw-0123456789abcdef0" ⟵ terraform
  nat_gateway_id         = "nat-0123456789abcdef0" ⟵ TFG325
}
""",
    "a false flag counts": """
resource "aws_security_group_rule" "x" {
  type              = "ingress"
  from_port         = 443
  to_port           = 443
  protocol          = "tcp"
  security_group_id = "sg-0123456789abcdef0"
  self              = false ⟵ terraform
  cidr_blocks       = ["10.0.0.0/8"] ⟵ TFG325
}
""",
    "in a nested block": """
resource "aws_launch_template" "x" {
  iam_instance_profile {
    arn  = "arn:aws:iam::123456789012:instance-profile/x" ⟵ TFG325
    name = "x"
  }
}
""",
    "a list with an unknown element is set": """
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_security_group_rule" "x" {
  type              = "ingress"
  from_port         = 443
  to_port           = 443
  protocol          = "tcp"
  security_group_id = "sg-0123456789abcdef0"
  self              = true ⟵ TFG325
  cidr_blocks       = [aws_vpc.x.cidr_block]
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_conflicting_arguments(hcl: str) -> None:
    expect(hcl, version=ASKED)


def test_the_message() -> None:
    found = one(
        CASES["two that exclude each other"].replace(" ⟵ TFG325", "").replace(" ⟵ terraform", ""), version=ASKED
    )
    assert found.summary == '"name_prefix" cannot stand beside "name"'
