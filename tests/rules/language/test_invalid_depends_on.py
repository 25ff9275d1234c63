import pytest

from tests.rules.hcl import expect, forms, one

FORM = """
resource "terraform_data" "a" {
}

data "aws_vpc" "x" {
}

variable "x" {
  default = ""
}

locals {
  x = 1
}

module "m" {
  source = "./m"
}

resource "terraform_data" "x" {
  depends_on = <value><mark>
}
== m/main.tf
output "o" {
  value = 1
}
"""

RIGHT = (
    "[]",
    "[terraform_data.a]",
    "[var.x]",
    "[local.x]",
    "[module.m]",
    "[module.m.o]",
    "[data.aws_vpc.x]",
    "[path.module]",
    "[terraform_data.a, terraform_data.a]",
    "[resource.terraform_data.a]",
    "[terraform.workspace]",
)
WRONG = (
    "terraform_data.a",
    '"x"',
    "[terraform_data.a.id]",
    "null",
    "[1]",
    '[upper("x")]',
    "toset([])",
    "[terraform_data.a[*].id]",
    "[terraform_data.a.*.id]",
    "[var.x ? terraform_data.a : null]",
    "[data.aws_vpc]",
    "concat([terraform_data.a], [])",
    "[for x in [] : x]",
    "var.x",
    '["${terraform_data.a}"]',
    "{}",
    "([])",
    "[terraform_data.a[count.index]]",
)

CASES = {
    **forms(FORM, RIGHT, WRONG, "TFG230"),
    "in quotes it is deprecated": FORM.replace("<value><mark>", '["terraform_data.a"] ⟵ TFG290 warning'),
    "in quotes it leads where it would without": """
output "x" {
  value      = 1
  depends_on = ["x"] ⟵ TFG290 warning TFG401
}

output "y" {
  value      = 1
  depends_on = ["terraform_data.gone"] ⟵ TFG290 warning TFG401
}
""",
    "in other blocks": """
resource "terraform_data" "a" {
}

data "aws_vpc" "x" {
  depends_on = [terraform_data.a.output] ⟵ TFG230
}

output "x" {
  value      = 1
  depends_on = [terraform_data.a.output[0]] ⟵ TFG230
}

check "x" {
  data "aws_subnet" "x" {
    depends_on = [terraform_data.a.output] ⟵ TFG230
  }

  assert {
    condition     = data.aws_vpc.x.id == data.aws_subnet.x.vpc_id
    error_message = "x"
  }
}
""",
}


def test_the_object_is_offered() -> None:
    diagnostic = one(FORM.replace("<value><mark>", "[terraform_data.a.id]"))
    assert diagnostic.help == "Write terraform_data.a."


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_invalid_depends_on(hcl: str) -> None:
    expect(hcl)
