import pytest

from tests.rules.hcl import expect

CASES = {
    "the module has its own": """
provider "aws" {
  alias = "west"
}

module "m" {
  source = "./m"

  providers = {
    aws.a = aws.west ⟵ TFG418
  }
}
== m/main.tf
provider "aws" {
  alias  = "a"
  region = "us-east-1"
}

data "aws_vpc" "a" {
  provider = aws.a
}
""",
    "the module only says that it expects one": """
provider "aws" {
  alias = "west"
}

module "m" {
  source = "./m"

  providers = {
    aws.a = aws.west
  }
}
== m/main.tf
provider "aws" {
  alias = "a"
}

data "aws_vpc" "a" {
  provider = aws.a
}
""",
    "nobody asks for it": """
provider "aws" {
  alias = "west"
}

module "m" {
  source = "./m"

  providers = {
    aws.b = aws.west ⟵ TFG418 warning
  }
}
== m/main.tf
data "aws_vpc" "a" {
}
""",
    "another provider": """
provider "aws" {
  alias = "west"
}

module "m" {
  source = "./m"

  providers = {
    other = aws.west ⟵ TFG418
  }
}
== m/main.tf
data "aws_vpc" "a" {
}
""",
    "another name for the same provider": """
terraform {
  required_providers {
    amazon = {
      source = "registry.terraform.io/hashicorp/aws"
    }
  }
}

provider "amazon" {
  alias = "west"
}

module "m" {
  source = "./m"

  providers = {
    aws = amazon.west
  }
}
== m/main.tf
terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

data "aws_vpc" "a" {
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_wrong_module_provider(hcl: str) -> None:
    expect(hcl)
