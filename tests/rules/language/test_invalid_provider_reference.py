import pytest

from tests.rules.hcl import expect, forms

RESOURCE = """
provider "aws" {
}

provider "aws" {
  alias = "b"
}

resource "aws_vpc" "x" {
  provider   = <value><mark>
  cidr_block = "10.0.0.0/16"
}
"""

MODULE = """
provider "aws" {
}

provider "aws" {
  alias = "b"
}

module "m" {
  source    = "./m"
  providers = <value><mark>
}
== m/main.tf
terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      configuration_aliases = [aws.b]
    }
  }
}
"""

CASES = {
    **forms(RESOURCE, ("aws", "aws.b"), (), ""),
    **forms(
        RESOURCE,
        (),
        ("aws.b.c", 'aws["b"]', "[aws]", "AWS", '"${aws}"', "aws[0]", 'upper("aws")', "aws.*", "aws_x", "1"),
        "TFG231",
    ),
    **forms(MODULE, ("{ aws = aws, aws.b = aws.b }", "{ aws = aws.b, aws.b = aws }"), (), ""),
    **forms(
        MODULE,
        (),
        (
            "{ aws = aws.b.c, aws.b = aws }",
            '{ aws = aws["b"], aws.b = aws }',
            "{ aws = 1, aws.b = aws }",
            "{ AWS = aws, aws.b = aws }",
            "{ aws = aws, aws = aws, aws.b = aws }",
        ),
        "TFG231",
    ),
    **forms(MODULE.replace("[aws.b]", "[]"), (), ("aws", "[aws]", "null", "aws.b"), "TFG231"),
    "in quotes it is deprecated": RESOURCE.replace("<value>", '"aws.b" ⟵ TFG290 warning').replace("<mark>", ""),
    "what is no reference in quotes": RESOURCE.replace("<value>", '"aws b" ⟵ TFG231').replace("<mark>", ""),
    "in data sources and imports": """
data "aws_vpc" "x" {
  provider = aws["b"] ⟵ TFG231
}

resource "aws_vpc" "y" {
  provider   = aws[0] ⟵ TFG231
  cidr_block = "10.0.0.0/16"
}

import {
  to       = aws_vpc.y
  id       = "x"
  provider = aws[0] ⟵ TFG231
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_invalid_provider_reference(hcl: str) -> None:
    expect(hcl)
