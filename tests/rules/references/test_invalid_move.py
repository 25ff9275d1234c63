import pytest

from tests.rules.hcl import expect

CASES = {
    "still there": """
resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "b" {
  cidr_block = "10.0.0.0/16"
}

moved { ⟵ TFG426 warning
  from = aws_vpc.a
  to   = aws_vpc.b
}
""",
    "nowhere": """
moved { ⟵ TFG426 warning
  from = aws_vpc.a
  to   = aws_vpc.a
}
""",
    "two ways, two origins": """
resource "aws_vpc" "b" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "c" {
  cidr_block = "10.0.0.0/16"
}

moved {
  from = aws_vpc.a
  to   = aws_vpc.b
}

moved { ⟵ TFG426 warning
  from = aws_vpc.a
  to   = aws_vpc.c
}

moved { ⟵ TFG426 warning
  from = aws_vpc.x
  to   = aws_vpc.b
}
""",
    "renamed, counted, into a module, in a chain": """
resource "aws_vpc" "b" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "c" {
  count      = 1
  cidr_block = "10.0.0.0/16"
}

module "m" {
  source = "./m"
}

moved {
  from = aws_vpc.a
  to   = aws_vpc.b
}

moved {
  from = aws_vpc.aa
  to   = aws_vpc.a
}

moved {
  from = aws_vpc.c
  to   = aws_vpc.c[0]
}

moved {
  from = aws_vpc.d
  to   = module.m.aws_vpc.d
}
== m/main.tf
resource "aws_vpc" "d" {
  cidr_block = "10.0.0.0/16"
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_invalid_move(hcl: str) -> None:
    expect(hcl)
