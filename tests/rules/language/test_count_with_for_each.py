import pytest

from tests.rules.hcl import expect

CASES = {
    "everywhere": """
resource "terraform_data" "x" {
  count    = 1
  for_each = {} ⟵ TFG229
}

data "aws_vpc" "x" {
  for_each = {} ⟵ TFG229
  count    = 1
}

module "m" {
  source   = "./m"
  count    = 1
  for_each = {} ⟵ TFG229
}

action "aws_lambda_invoke" "x" {
  count    = 1
  for_each = {} ⟵ TFG229
}
== m/main.tf
locals {
}
""",
    "one of them": """
resource "terraform_data" "x" {
  count = 1
}

resource "terraform_data" "y" {
  for_each = {}
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_count_with_for_each(hcl: str) -> None:
    expect(hcl)
