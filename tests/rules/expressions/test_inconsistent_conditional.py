import pytest

from tests.rules.hcl import expect, one

CASES = {
    "in expressions": """
variable "b" { type = bool }
variable "l" { type = list(string) }
variable "se" { type = set(string) }
variable "m" { type = map(string) }
variable "o" { type = object({ name = string, size = optional(number), tags = optional(map(string), {}) }) }
variable "lo" { type = list(object({ name = string, ports = list(number) })) }
variable "x" { type = any }
resource "aws_vpc" "v" { cidr_block = "10.0.0.0/16" }

locals {
  wrong_0 = var.b ? 1 : [] ⟵ TFG456
  wrong_1 = var.b ? [] : {} ⟵ TFG456
  wrong_2 = var.b ? [1, []] : ["a"] ⟵ TFG456
  wrong_3 = var.b ? { a = 1 } : { b = [] } ⟵ TFG456
  wrong_4 = var.b ? { a = 1 } : { a = [] } ⟵ TFG456
  wrong_5 = var.b ? var.l : var.m ⟵ TFG456
  wrong_6 = var.b ? var.l : [1, {}] ⟵ TFG456
  wrong_7 = var.b ? var.m : { a = [] } ⟵ TFG456
  wrong_8 = var.b ? var.l : "a" ⟵ TFG456
  wrong_9 = var.b ? var.lo : [{ name = "x" }] ⟵ TFG456
  wrong_10 = var.b ? var.o : { name = "a" } ⟵ TFG456
  wrong_11 = true ? 1 : [] ⟵ TFG456
  wrong_12 = var.b ? aws_vpc.v.id : [] ⟵ TFG456
  wrong_13 = var.b ? aws_vpc.v.tags : "x" ⟵ TFG456
  right_0 = var.b ? 1 : "a"
  right_1 = var.b ? [1] : ["a"]
  right_2 = var.b ? [1] : ["a", "b"]
  right_3 = var.b ? { a = 1 } : { b = 2 }
  right_4 = var.b ? { a = 1 } : null
  right_5 = var.b ? var.l : []
  right_6 = var.b ? var.m : {}
  right_7 = var.b ? var.l : var.se
  right_8 = var.b ? var.lo : []
  right_9 = var.b ? var.o : null
  right_10 = var.b ? var.x : []
  right_11 = var.b ? [][0] : 1
  right_12 = false ? [][0] : 1
  right_13 = "true" ? 1 : 2
}
""",
    "instances of which some may not be there": """
variable "create" {
  type    = bool
  default = true
}

variable "names" {
  type    = set(string)
  default = ["a"]
}

resource "aws_vpc" "main" {
  count      = var.create ? 1 : 0
  cidr_block = "10.0.0.0/16"
}

data "aws_vpc" "main" {
  count = var.create ? 0 : 1
}

resource "aws_vpc" "named" {
  for_each   = var.create ? var.names : []
  cidr_block = "10.0.0.0/16"
}

data "aws_vpc" "named" {
  for_each = var.create ? [] : var.names
}

module "a" {
  source = "./a"
  count  = var.create ? 1 : 0
}

module "b" {
  source = "./b"
  count  = var.create ? 0 : 1
}

locals {
  made   = aws_vpc.main
  looked = data.aws_vpc.main
  a      = var.create ? aws_vpc.main[0] : data.aws_vpc.main[0]
  b      = var.create ? aws_vpc.named["a"] : data.aws_vpc.named["a"]
  c      = { for n in var.names : n => var.create ? aws_vpc.named[n] : data.aws_vpc.named[n] }
  d      = var.create ? local.made[0] : local.looked[0]
  e      = var.create ? one(aws_vpc.main) : one(data.aws_vpc.main[*])
  f      = var.create ? aws_vpc.main : data.aws_vpc.main
  g      = var.create ? element(aws_vpc.main, 0) : element(data.aws_vpc.main, 0)
  h      = var.create ? { x = aws_vpc.main[0] } : { x = data.aws_vpc.main[0] }
  i      = var.create ? module.a[0] : module.b[0]
}
== a/main.tf
output "x" {
  value = "x"
}
== b/main.tf
output "y" {
  value = "y"
}
""",
    "instances that are there": """
resource "aws_vpc" "one" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "two" {
  count      = 2
  cidr_block = "10.0.0.0/16"
}

data "aws_vpc" "one" {
}

data "aws_vpc" "two" {
  count = 2
}

variable "create" {
  type    = bool
  default = true
}

locals {
  a = var.create ? aws_vpc.one : data.aws_vpc.one ⟵ TFG456
  b = var.create ? aws_vpc.two[0] : data.aws_vpc.two[1] ⟵ TFG456 warning
}
""",
    "an instance that may not be there, and a value without a type in common with it": """
variable "shared" {
  type    = bool
  default = true
}

variable "names" {
  type    = set(string)
  default = ["a"]
}

variable "key" {
  type    = string
  default = "all"
}

data "aws_vpc" "main" {
  count = var.shared ? 1 : 0
}

data "aws_vpc" "one" {
}

resource "aws_vpc" "named" {
  for_each   = var.names
  cidr_block = "10.0.0.0/16"
}

locals {
  a = var.shared ? data.aws_vpc.main[0] : {} ⟵ TFG456 warning
  b = var.key == "all" ? data.aws_vpc.one : aws_vpc.named[var.key] ⟵ TFG456 warning
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_inconsistent_conditional(hcl: str) -> None:
    expect(hcl)


def test_it_says_which_value_must_not_be_taken() -> None:
    found = one(
        """
variable "shared" {
  type = bool
}

data "aws_vpc" "main" {
  count = var.shared ? 1 : 0
}

locals {
  a = var.shared ? data.aws_vpc.main[0] : {}
}
"""
    )
    assert "So a plan that takes the true value fails." in found.detail
