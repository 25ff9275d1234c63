"""Cases of TFG259."""

import pytest

from tests.rules.hcl import expect

CASES = {
    "folders are named from the configuration": """
output "x" {
  value = 1
}
== mocks/aws.tfmock.hcl
mock_resource "aws_vpc" {
  defaults = {
    arn = "arn:aws:ec2:eu-west-1:123456789012:vpc/vpc-1"
  }
}
== tests/a.tftest.hcl
mock_provider "aws" {
  source = "./mocks"
}
run "one" {
}
""",
    "from the folder of the tests they are not": """
output "x" {
  value = 1
}
== tests/mocks/aws.tfmock.hcl
mock_resource "aws_vpc" {
}
== tests/a.tftest.hcl
mock_provider "aws" { ⟵ terraform
  source = "./mocks" ⟵ tfgen TFG259
}
run "one" {
}
""",
    "a missing folder": """
output "x" {
  value = 1
}
== a.tftest.hcl
mock_provider "aws" { ⟵ terraform
  source = "./nowhere" ⟵ tfgen TFG259
}
run "one" {
}
""",
}


@pytest.mark.parametrize("title", CASES)
def test_missing_mock_data(title: str) -> None:
    expect(CASES[title])
