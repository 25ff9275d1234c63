import pytest

from tests.rules.hcl import expect

CASES = {
    "what is not declared Terraform finds when it plans": """
import {
  to = aws_vpc.a ⟵ TFG424 warning
  id = "vpc-1"
}
""",
    "in modules it must be there": """
module "m" {
  source = "./m"
}

import {
  to = module.m.aws_vpc.b ⟵ tfgen TFG424
  id = "vpc-1"
}

import {
  to = module.n.aws_vpc.a ⟵ TFG424
  id = "vpc-2"
}

import {
  to = module.m.aws_vpc.a
  id = "vpc-3"
}
== m/main.tf
resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"
}
""",
    "keys": """
resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "b" {
  count      = 2
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "c" {
  for_each   = toset(["x"])
  cidr_block = "10.0.0.0/16"
}

import {
  to = aws_vpc.a[0] ⟵ TFG424
  id = "vpc-1"
}

import {
  to = aws_vpc.b ⟵ TFG424
  id = "vpc-2"
}

import {
  to = aws_vpc.b["x"] ⟵ tfgen TFG424
  id = "vpc-3"
}

import {
  to = aws_vpc.c[0] ⟵ TFG424
  id = "vpc-4"
}

import {
  to = aws_vpc.c ⟵ tfgen TFG424
  id = "vpc-5"
}

import {
  to = aws_vpc.b[1]
  id = "vpc-6"
}

import {
  to = aws_vpc.c["x"]
  id = "vpc-7"
}
""",
    "by itself": """
resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"
}

import {
  to = aws_vpc.a
  id = aws_vpc.a.id ⟵ TFG424
}
""",
    "for each of many": """
locals {
  ids = { a = "vpc-1", b = "vpc-2" }
}

resource "aws_vpc" "a" {
  for_each   = local.ids
  cidr_block = "10.0.0.0/16"
}

import {
  for_each = local.ids
  to       = aws_vpc.a[each.key]
  id       = each.value
}
""",
    "instances of modules": """
module "m" {
  source = "./m"
  count  = 1
}

import {
  to = module.m[0].aws_vpc.a
  id = "vpc-1"
}
== m/main.tf
resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_invalid_import_target(hcl: str) -> None:
    expect(hcl)
