"""What Terraform checks before it plans. Real Terraform judges these cases too (``test_cases.py``)."""

import pytest

from tests.rules.hcl import expect

POLICY = """
resource "aws_efs_file_system" "x" {{
  dynamic "lifecycle_policy" {{
    for_each = {}

    content {{
      transition_to_ia = [] ⟵ TFG309{}
    }}
  }}
}}

variable "x" {{
  type    = list(string)
  default = ["a"]
}}

resource "aws_vpc" "x" {{
  cidr_block = "10.0.0.0/16"
}}

resource "aws_vpc" "y" {{
  count      = 1
  cidr_block = "10.0.0.0/16"
}}

locals {{
  literal  = ["a"]
  again    = toset(local.literal)
  of_ids   = [aws_vpc.x.id]
  unknown  = var.x
  round    = local.round_
  round_   = "x"
}}
"""

KNOWN = (
    '["a"]',
    "[aws_vpc.x.id]",
    "{ a = aws_vpc.x.id }",
    "([1])",
    "local.literal",
    "local.again",
    "local.of_ids",
    "[for x in local.literal : upper(x)]",
    "toset(concat(local.literal, [path.module]))",
    "toset(local.of_ids)",
    "toset([timestamp()])",
    "aws_vpc.x.*.id",
    'terraform.workspace == "default" ? ["a"] : ["b"]',
)
UNKNOWN = (
    "var.x",
    "local.unknown",
    "var.x == [] ? [1] : []",
    '{ (aws_vpc.x.id) = "a" }',
    "[for x in local.literal : x if x == var.x[0]]",
    "aws_vpc.y.*.id",
    'split(",", timestamp())',
    "{ for x in var.x : x => x }",
)

CASES = {
    **{f"known: {each}": POLICY.format(each, "") for each in KNOWN},
    **{f"unknown: {each}": POLICY.format(each, " warning") for each in UNKNOWN},
    "over nothing, nothing is looked at": """
resource "aws_efs_file_system" "x" {
  dynamic "lifecycle_policy" {
    for_each = []

    content {
      transition_too   = var.nothing ⟵ TFG401 warning
      transition_to_ia = []
    }
  }
}
""",
    "inside what is planned": """
variable "x" {
  type    = list(string)
  default = []
}

resource "aws_instance" "x" {
  ami           = "ami-1"
  instance_type = "t3.micro"

  dynamic "root_block_device" {
    for_each = var.x

    content {
      volume_id   = "vol-1" ⟵ TFG305 warning
      volume_typ  = "gp3" ⟵ TFG301
      volume_type = aws_vpc.x.id ⟵ TFG401 warning
      volume_size = data.aws_vpc.x.size ⟵ TFG402 warning
    }
  }

  dynamic "capacity_reservation_specification" {
    for_each = var.x

    content {
      dynamic "capacity_reservation_target" {
        for_each = var.y ⟵ TFG401

        content {
          capacity_reservation_id = [] ⟵ TFG309 warning
          made_up                 = 1 ⟵ TFG301
        }
      }
    }
  }
}

data "aws_vpc" "x" {
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_known(hcl: str) -> None:
    expect(hcl)


def test_in_tfgens_own_files_it_is_an_error_anyway() -> None:
    expect(POLICY.format("var.x", ""), generated=True)


def test_locals_that_go_round_end() -> None:
    expect(POLICY.format("local.a", " warning") + "\nlocals {\n  a = local.b ⟵ TFG420\n  b = [local.a][0]\n}\n")
