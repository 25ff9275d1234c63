import pytest

from tests.rules.hcl import expect

CASES = {
    "what is not there Terraform finds when it plans": """
data "aws_vpc" "c" {
}

resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"

  lifecycle {
    replace_triggered_by = [
      aws_vpc.c, ⟵ TFG423 warning
      data.aws_vpc.c, ⟵ TFG423 warning
    ]
  }
}
""",
    "resources, their instances and attributes": """
resource "aws_vpc" "a" {
  count      = 2
  cidr_block = "10.0.0.0/16"

  lifecycle {
    replace_triggered_by = [aws_vpc.b, aws_vpc.b.tags, aws_vpc.c[count.index].id, aws_vpc.c]
  }
}

resource "aws_vpc" "b" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "c" {
  count      = 2
  cidr_block = "10.0.0.0/16"
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_undeclared_replacement_trigger(hcl: str) -> None:
    expect(hcl)
