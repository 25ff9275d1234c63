import pytest

from tests.rules.hcl import expect, judged, one
from tfgen.diagnostics import Skipped

CASES = {
    "an argument": """
module "m" {
  source = "./m"
  cidr   = "x"
  cidrr  = "x" ⟵ TFG404
}
== m/main.tf
variable "cidr" {
  type = string
}
""",
    "meta-arguments are none": """
module "m" {
  source     = "./m"
  count      = 2
  providers  = { aws = aws }
  depends_on = [terraform_data.x]
}

module "n" {
  source   = "./m"
  for_each = toset(["x"])
}

resource "terraform_data" "x" {
}

provider "aws" {
}
== m/main.tf
data "aws_vpc" "x" {
}
""",
    "a module in a folder above": """
module "m" {
  source = "./a/b"
}
== a/b/main.tf
module "c" {
  source = "../c"
  x      = 1
  y      = 2 ⟵ TFG404
}
== a/c/main.tf
variable "x" {
  type = number
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_unknown_module_input(hcl: str) -> None:
    expect(hcl)


def test_modules_outside_the_tree_are_counted_as_not_judged() -> None:
    hcl = """
module "a" {
  source  = "terraform-aws-modules/vpc/aws"
  version = "5.0.0"
  any     = 1
}

module "b" {
  source = "../elsewhere"
  any    = module.a.thing
}
"""
    _, result = judged({"main.tf": hcl})
    assert result.diagnostics == ()
    assert Skipped(2, "calls of modules outside the tree") in result.skipped


def test_the_message() -> None:
    diagnostic = one('module "m" {\n  source = "./m"\n  cidrr = 1\n}\n== m/a.tf\nvariable "cidr" {\n  default = 1\n}\n')
    assert diagnostic.summary == 'Unknown module input "cidrr"'
    assert diagnostic.detail == "The module of module.m has no such variable."
    assert diagnostic.help == 'Did you mean "cidr"?'
