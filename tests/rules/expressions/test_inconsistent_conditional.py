import pytest

from tests.rules.hcl import expect

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
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_inconsistent_conditional(hcl: str) -> None:
    expect(hcl)
