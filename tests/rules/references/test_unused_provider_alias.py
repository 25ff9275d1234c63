import pytest

from tests.rules.hcl import expect

CASES = {
    "never": """
provider "aws" { ⟵ TFG433 warning
  alias = "west"
}
""",
    "by a resource, a module": """
provider "aws" {
  alias = "west"
}

provider "aws" {
  alias = "east"
}

provider "aws" {
  region = "us-west-2"
}

resource "aws_vpc" "a" {
  provider   = aws.west
  cidr_block = "10.0.0.0/16"
}

module "m" {
  source = "./m"

  providers = {
    aws = aws.east
  }
}
== m/main.tf
resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_unused_provider_alias(hcl: str) -> None:
    expect(hcl, unused=True)
