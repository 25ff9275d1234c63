"""Cases of TFG257."""

import pytest

from tests.rules.hcl import expect

CASES = {
    "mocks and real ones": """
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"
}
== tests/a.tftest.hcl
mock_provider "aws" {
}
mock_provider "aws" {
  alias = "fake"
}
run "one" {
  providers = {
    aws = aws.fake
  }
}
run "two" {
  providers = {
    aws = aws
  }
}
""",
    "an alias that is not there": """
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"
}
== tests/a.tftest.hcl
mock_provider "aws" {
  alias = "fake"
}
run "one" {
  providers = {
    aws = aws.fke ⟵ TFG257
  }
}
""",
    "one that only the module configures": """
provider "aws" {
  region = "eu-west-1"
}
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"
}
== tests/a.tftest.hcl
run "one" {
  command = plan
  providers = {
    aws = aws ⟵ TFG257
  }
}
""",
}


@pytest.mark.parametrize("title", CASES)
def test_undeclared_test_provider(title: str) -> None:
    expect(CASES[title])
