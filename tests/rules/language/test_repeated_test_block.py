"""Cases of TFG253."""

import pytest

from tests.rules.hcl import expect

CASES = {
    "two runs of one name": """
output "x" {
  value = 1
}
== tests/a.tftest.hcl
run "one" {
}
run "one" { ⟵ TFG253
}
run "two" {
}
== tests/b.tftest.hcl
run "one" {
}
""",
    "one provider, really and as a mock": """
output "x" {
  value = 1
}
== tests/a.tftest.hcl
mock_provider "aws" {
}
mock_provider "aws" {
  alias = "west"
}
provider "aws" { ⟵ TFG253
}
provider "aws" { ⟵ TFG253
  alias = "west"
}
run "one" {
}
""",
    "one override twice": """
resource "terraform_data" "a" {
}
resource "terraform_data" "b" {
}
== tests/a.tftest.hcl
override_resource {
  target = terraform_data.a
}
override_resource {
  target = terraform_data.b
}
override_resource { ⟵ TFG253
  target = terraform_data.a
}
run "one" {
  override_resource {
    target = terraform_data.a
  }
  override_resource { ⟵ TFG253
    target = terraform_data.a
  }
}
""",
    "one type mocked twice": """
output "x" {
  value = 1
}
== tests/a.tftest.hcl
mock_provider "aws" {
  mock_resource "aws_vpc" {
  }
  mock_data "aws_vpc" {
  }
  mock_resource "aws_vpc" { ⟵ TFG253
  }
}
run "one" {
}
""",
}


@pytest.mark.parametrize("title", CASES)
def test_repeated_test_block(title: str) -> None:
    expect(CASES[title])
