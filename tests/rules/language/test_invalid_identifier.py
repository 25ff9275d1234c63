import pytest

from tests.rules.hcl import expect, forms, one

NAMES = ("x", "x_1", "x-y", "_x", "é")
NO_NAMES = ("1x", "x y", "x.y", "-x", "", "x$y", "x/y")
RESERVED = ("source", "version", "providers", "count", "for_each", "depends_on", "lifecycle", "locals", "provider", "_")

CASES = {
    **forms('variable "<value>" {<mark>\n}\n', NAMES, NO_NAMES, "TFG226"),
    **{f"reserved: {each}": f'variable "{each}" {{ ⟵ TFG226\n}}\n' for each in RESERVED},
    "everything that has a name": """
output "x y" { ⟵ TFG226
  value = 1
}

resource "terraform_data" "x y" { ⟵ TFG226
}

resource "terraform data" "x" { ⟵ TFG226
}

data "aws_vpc" "1" { ⟵ TFG226
}

ephemeral "aws_ecr_authorization_token" "1" { ⟵ TFG226
}

action "aws_x" "1" { ⟵ TFG226
}

check "x y" { ⟵ TFG226
  assert {
    condition     = path.module != ""
    error_message = "x"
  }
}
""",
    "providers": """
provider "aws_west" { ⟵ TFG226
}

provider "AWS" { ⟵ TFG226
}

provider "a b" { ⟵ TFG226
}
""",
    "of outputs no word is reserved": """
output "source" {
  value = 1
}

output "version" {
  value = 1
}
""",
}


def test_a_better_name_is_offered() -> None:
    assert one('variable "vpc cidr" {\n}\n').help == 'Write "vpc_cidr".'
    assert one('variable "1st" {\n}\n').help == 'Write "_1st".'


@pytest.mark.parametrize("alias", ['"x y"', '"1"', "1", '""'])
def test_aliases(alias: str) -> None:  # Terraform names no line
    expect(f'provider "aws" {{\n  alias = {alias} ⟵ tfgen TFG226\n}}\n')


def test_a_name_that_only_new_terraform_reserves() -> None:
    expect('variable "ignore_nested_deprecations" { ⟵ TFG226 warning\n}\n')


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_invalid_identifier(hcl: str) -> None:
    expect(hcl)
