import pytest

from tests.rules.hcl import expect

CALLED = """
provider "aws" {
  alias = "b"
}

module "m" {<mark>
  source = "./m"
  <providers>
}

# ./m/main.tf
terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      configuration_aliases = [aws.b, aws.c]
    }
  }
}
"""


def call(providers: str, mark: str = "") -> str:
    return CALLED.replace("<providers>", providers).replace("<mark>", mark)


CASES = {
    "all": call("providers = { aws = aws.b, aws.b = aws.b, aws.c = aws.b }"),
    "those with an alias": call("providers = { aws.b = aws.b, aws.c = aws.b }"),
    "one less": call("providers = { aws.b = aws.b }", " # TFG250"),
    "none": call("", " # TFG250 TFG250"),
    "an empty map": call("providers = {}", " # TFG250 TFG250"),
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_missing_provider_configuration(hcl: str) -> None:
    expect(hcl)
