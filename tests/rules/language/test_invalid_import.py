import pytest

from tests.rules.hcl import expect, forms

FORM = """
resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"
}

import {
  to = aws_vpc.a
  id = <value><mark>
}
"""

CASES = {
    **forms(FORM, ('"x"', "1", '("x")'), ('""', "null", '("")'), "TFG245"),
    "by identity": """
resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"
}

import {
  to       = aws_vpc.a
  identity = "x" ⟵ TFG245
}
""",
    "by both": """
resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"
}

import { ⟵ TFG245
  to       = aws_vpc.a
  id       = "x"
  identity = { id = "x" }
}
""",
    "by both in a called module": """
module "m" {
  source = "./m"
}
== m/main.tf
resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"
}

import { ⟵ TFG245
  to       = aws_vpc.a
  id       = "x"
  identity = { id = "x" }
}
""",
    "twice": """
resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"
}

import {
  to = aws_vpc.a
  id = "x"
}

import {
  to = aws_vpc.a ⟵ TFG245
  id = "y"
}
""",
    "instances": """
resource "aws_vpc" "a" {
  count      = 2
  cidr_block = "10.0.0.0/16"
}

import {
  to = aws_vpc.a[0]
  id = "x"
}

import {
  to = aws_vpc.a[1]
  id = "y"
}
""",
    "with the provider of the resource": """
provider "aws" {
  alias = "west"
}

resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"
  provider   = aws.west
}

import {
  to       = aws_vpc.a
  id       = "x"
  provider = aws.west
}
""",
    "with a provider": """
resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"
}

import {
  to       = aws_vpc.a
  id       = "x"
  provider = aws ⟵ TFG245
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_invalid_import(hcl: str) -> None:
    expect(hcl)
