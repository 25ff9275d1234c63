import pytest

from tests.rules.hcl import expect, one

CASES = {
    "of each kind": """
variable "x" {
}

variable "x" { ⟵ TFG407
}

locals {
  x = 1
}

locals {
  x = 2 ⟵ TFG407
}

output "x" {
  value = 1
}

output "x" { ⟵ TFG407
  value = 2
}

data "aws_vpc" "x" {
}

data "aws_vpc" "x" { ⟵ TFG407
}

resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "x" { ⟵ TFG407
  cidr_block = "10.0.0.0/16"
}

module "x" {
  source = "./m"
}

module "x" { ⟵ TFG407
  source = "./m"
}

provider "aws" {
}

provider "aws" { ⟵ TFG407
}

provider "aws" {
  alias = "x"
}

provider "aws" { ⟵ TFG407
  alias = "x"
}

check "x" {
  assert {
    condition     = local.x == 1
    error_message = "x"
  }
}

check "x" { ⟵ TFG407
  assert {
    condition     = local.x == 1
    error_message = "x"
  }
}
== m/main.tf
locals {
}
""",
    "in another file": """
variable "x" { ⟵ TFG407
}
== a.tf
variable "x" {
}
""",
    "the same name for different things": """
variable "x" {
}

locals {
  x = 1
}

resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_internet_gateway" "x" {
}

data "aws_vpc" "x" {
}

provider "aws" {
}

provider "aws" {
  alias = "x"
}
""",
    "in a check": """
data "aws_vpc" "x" {
}

check "x" {
  data "aws_vpc" "x" { ⟵ TFG407
  }

  assert {
    condition     = data.aws_vpc.x.id != ""
    error_message = "x"
  }
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_duplicate_declaration(hcl: str) -> None:
    expect(hcl)


def test_the_message() -> None:
    diagnostic = one('variable "x" {\n}\n\nvariable "x" {\n}\n')
    assert diagnostic.summary == "var.x is declared twice"
    assert diagnostic.detail == "It is declared at main.tf:1 already."
