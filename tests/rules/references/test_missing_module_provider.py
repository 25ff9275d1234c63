import pytest

from tests.rules.hcl import expect

CASES = {
    "one of two": """
provider "aws" {
  alias = "west"
}

module "m" { ⟵ TFG417
  source = "./m"

  providers = {
    aws.a = aws.west
  }
}
== m/main.tf
terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      configuration_aliases = [aws.a, aws.b]
    }
  }
}

data "aws_vpc" "a" {
  provider = aws.a
}

data "aws_vpc" "b" {
  provider = aws.b
}
""",
    "all of them": """
module "m" { ⟵ TFG417
  source = "./m"
}
== m/main.tf
terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      configuration_aliases = [aws.a]
    }
  }
}

data "aws_vpc" "a" {
  provider = aws.a
}
""",
    "none is missing": """
provider "aws" {
  alias = "west"
}

module "m" {
  source = "./m"

  providers = {
    aws.a = aws.west
    aws.b = aws.west
  }
}

module "n" {
  source = "./n"
}
== m/main.tf
terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      configuration_aliases = [aws.a, aws.b]
    }
  }
}
== n/main.tf
data "aws_vpc" "a" {
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_missing_module_provider(hcl: str) -> None:
    expect(hcl)
