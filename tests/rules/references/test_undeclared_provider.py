import pytest

from tests.rules.hcl import expect, one

CASES = {
    "of resources and data sources": """
provider "aws" {
  alias = "west"
}

resource "aws_vpc" "a" {
  provider   = aws.wst ⟵ tfgen TFG416
  cidr_block = "10.0.0.0/16"
}

data "aws_vpc" "b" {
  provider = aws.east ⟵ tfgen TFG416
}

data "aws_vpc" "c" {
  provider = aws.west
}

data "aws_vpc" "d" {
  provider = aws
}
""",
    "in a module that nobody passes it to": """
module "m" {
  source = "./m"
}
== m/main.tf
data "aws_vpc" "a" {
  provider = aws.west ⟵ tfgen TFG416
}
""",
    "in a module that expects it, or that it is passed to": """
provider "aws" {
  alias = "west"
}

module "m" {
  source = "./m"

  providers = {
    aws.a = aws.west
  }
}

module "n" {
  source = "./n"

  providers = {
    aws.b = aws.west
  }
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
== n/main.tf
data "aws_vpc" "b" {
  provider = aws.b
}
""",
    "handed to a module": """
module "m" {
  source = "./m"

  providers = {
    aws = aws.west ⟵ tfgen TFG416
  }
}
== m/main.tf
data "aws_vpc" "a" {
}
""",
    "handed on from the callers": """
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
terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      configuration_aliases = [aws.a]
    }
  }
}

module "n" {
  source = "./n"

  providers = {
    aws = aws.a
  }
}
== m/n/main.tf
data "aws_vpc" "a" {
}
""",
    "a default configuration that is nowhere": """
module "m" {
  source = "./m"

  providers = {
    aws = aws ⟵ tfgen TFG416
  }
}
== m/main.tf
data "aws_vpc" "a" {
}
""",
    "a default configuration that is required, or inherited": """
terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

module "m" {
  source = "./m"

  providers = {
    aws = aws
  }
}
== m/main.tf
module "n" {
  source = "./n"

  providers = {
    aws = aws
  }
}
== m/n/main.tf
data "aws_vpc" "a" {
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_undeclared_provider(hcl: str) -> None:
    expect(hcl)


def test_the_message() -> None:
    diagnostic = one('provider "aws" {\n  alias = "west"\n}\n\ndata "aws_vpc" "a" {\n  provider = aws.wets\n}\n')
    assert diagnostic.summary == "Undeclared provider configuration aws.wets"
    assert diagnostic.detail == 'This directory declares no provider "aws" with the alias "wets".'
    assert diagnostic.help == 'Did you mean "aws.west"?'
