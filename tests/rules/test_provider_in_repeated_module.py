import pytest

from tests.rules.hcl import expect

CASES = {
    "each of the three": """
module "a" {
  source = "./m"
  count  = 1 # TFG419
}

module "b" {
  source   = "./m"
  for_each = toset(["x"]) # TFG419
}

module "c" {
  source     = "./m"
  depends_on = [module.d] # TFG419
}

module "d" {
  source = "./m"
}

# ./m/main.tf
provider "aws" {
  region = "us-east-1"
}

data "aws_vpc" "a" {
}
""",
    "further down": """
module "a" {
  source = "./m"
  count  = 1 # TFG419
}

# ./m/main.tf
module "n" {
  source = "./n"
}

# ./m/n/main.tf
provider "aws" {
  region = "us-east-1"
}

data "aws_vpc" "a" {
}
""",
    "between modules": """
module "a" {
  source = "./m"
}

# ./m/main.tf
module "n" {
  source = "./n"
  count  = 1 # TFG419
}

# ./m/n/main.tf
provider "aws" {
  region = "us-east-1"
}

data "aws_vpc" "a" {
}
""",
    "blocks without arguments are no configurations": """
module "a" {
  source = "./m"
  count  = 1
}

# ./m/main.tf
provider "aws" {
}

provider "aws" {
  alias = "west"
}

data "aws_vpc" "a" {
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_provider_in_repeated_module(hcl: str) -> None:
    expect(hcl)
