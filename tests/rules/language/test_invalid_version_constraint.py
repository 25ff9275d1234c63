import pytest

from tests.rules.hcl import expect, forms, one

REQUIRED = """
terraform {
  required_version = <value><mark>
}
"""

PROVIDER = """
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = <value><mark>
    }
  }
}
"""

CASES = {
    **forms(
        REQUIRED,
        (
            '">= 1.0"',
            '">= 1.0, < 99"',
            '"~> 1"',
            '"~>1.0"',
            '"!= 1.0"',
            '"> 1.0.0.0"',
            '" >= 1.0 "',
            '">=1.0.0,<2.0.0"',
            '"~> v1.0"',
            '">= 01.0"',
            "null",
            '">=  1.0"',
            '">= ${1}"',
            'true ? ">= 1" : "x"',
        ),
        (
            '"x"',
            '""',
            '"=> 1.0"',
            '[">= 1"]',
            '">= 1.0 < 2"',
            '">=1.0,"',
            '"1.x"',
            '"*"',
            '"^1.0"',
            '"~1.0"',
            '"==1.15.5"',
            "true",
            '"latest"',
            '">= 1.0 || < 2"',
            '">= .5"',
            '">= 1."',
            '"1..0"',
            '"a1.0"',
            '">= 1.0+"',
            '"-1.0"',
            '"1.0-a_b"',
            '"1.0.0-alpha.1"',
            '">= 1.0a"',
            '"~> 1.0.0-beta"',
        ),
        "TFG234",
    ),
    **forms(
        PROVIDER,
        ('"~> 6.0"', '">= 6.0, < 7.0"', '"6.62.0"'),
        ('"x"', '""', "1", "null", "var.x", '"6.x"'),
        "TFG234",
    ),
    "the old form of a provider's version": """
terraform {
  required_providers {
    aws = "latest" ⟵ TFG234
  }
}
""",
    "of modules": """
module "m" {
  source  = "hashicorp/consul/aws"
  version = "latest" ⟵ TFG234
}

module "n" {
  source  = "hashicorp/consul/aws"
  version = "" ⟵ TFG234
}
""",
}


def test_other_tools_operators_are_translated() -> None:
    assert one('terraform {\n  required_version = "^1.11"\n}\n').help == 'Write "~> 1.11".'
    assert one('terraform {\n  required_version = "=> 1.11"\n}\n').help == 'Write ">= 1.11".'


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_invalid_version_constraint(hcl: str) -> None:
    expect(hcl)
