import pytest

from tests.rules.hcl import expect, forms

MOVED = """
variable "x" {
  default = ""
}

resource "terraform_data" "b" {
}

moved {
  from = <value><mark>
  to   = terraform_data.b
}
"""

REMOVED = """
removed {
  from = <value><mark>
}
"""

IMPORT = """
resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"
}

module "m" {
  source = "./m"
}

import {
  to = <value><mark>
  id = "x"
}
== m/main.tf
resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"
}
"""

CASES = {
    **forms(
        MOVED,
        (
            "terraform_data.a",
            "terraform_data.a[0]",
            'terraform_data.a["x"]',
            "module.m.terraform_data.a",
            "null_resource.a",
            'module.m["a"].module.n[0].terraform_data.a',
            "resource.terraform_data.a",
            "data.aws_vpc.x",
            "ephemeral.a.b",
        ),
        (
            "terraform_data.a.id",
            '"terraform_data.a"',
            "terraform_data",
            "var.x",
            "local.x",
            "terraform_data.a[var.x]",
            "foo",
            "terraform_data.a[each.key]",
            "1",
            "terraform_data.a[*]",
            "self.a",
            "path.module",
            "module.a.m",
        ),
        "TFG241",
    ),
    **forms(
        REMOVED,
        ("terraform_data.x", "module.x", "module.x.terraform_data.y", "aws_vpc.x", "var.x"),
        (
            "terraform_data.x[0]",
            "terraform_data.x.id",
            "module.x[0]",
            "data.aws_vpc.x",
            '"terraform_data.x"',
            "foo",
            "1",
            "terraform_data",
            "module.x.data.aws_vpc.x",
            'module.x["a"].terraform_data.y',
            "resource.terraform_data.x",
        ),
        "TFG241",
    ),
    **forms(
        IMPORT,
        ("aws_vpc.a", "module.m.aws_vpc.a", "resource.aws_vpc.a"),
        (
            '"aws_vpc.a"',
            "aws_vpc.a.id",
            "data.aws_vpc.a",
            "module.m",
            "aws_vpc",
            "var.x",
            "foo",
            "module.m.data.aws_vpc.x",
            "1",
            "aws_vpc.a[*]",
            'upper("x")',
        ),
        "TFG241",
    ),
    "modules and resources": """
module "m" {
  source = "./m"
}

moved {
  from = module.a
  to   = module.m
}

moved { ⟵ TFG241
  from = terraform_data.a
  to   = module.m
}

moved { ⟵ TFG241
  from = module.a
  to   = module.m.terraform_data.a
}
== m/main.tf
locals {
}
""",
    "a calculated key": """
resource "aws_vpc" "a" {
  for_each   = { a = "x" }
  cidr_block = "10.0.0.0/16"
}

import {
  for_each = { a = "x" }
  to       = aws_vpc.a[each.key]
  id       = each.value
}
""",
    "a calculated key in the middle": """
module "m" {
  source   = "./m"
  for_each = toset(["a", "b"])
}

import {
  for_each = toset(["a", "b"])
  to       = module.m[each.key].terraform_data.x
  id       = each.value
}
== m/main.tf
resource "terraform_data" "x" {
}
""",
    "a calculated key of nothing": """
variable "x" {
  default = ""
}

resource "aws_vpc" "a" {
  for_each   = { a = "x" }
  cidr_block = "10.0.0.0/16"
}

import {
  to = aws_vpc.a[var.x] ⟵ TFG241
  id = "x"
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_invalid_address(hcl: str) -> None:
    expect(hcl)
