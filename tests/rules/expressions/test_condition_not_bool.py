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
locals {
 lt = ["a", "b"]
 lm = { a = 1, b = "x" }
 e = []
 z = null
}
resource "aws_vpc" "v" { cidr_block = "10.0.0.0/16" }

locals {
  wrong_0 = [for a in local.lt : a if a] ⟵ TFG457
  wrong_1 = [for a in local.lt : a if "x"] ⟵ TFG457
  wrong_2 = [for a in local.lt : a if null] ⟵ TFG457
  wrong_3 = [for a in var.l : a if 1] ⟵ TFG457
  wrong_4 = [for a in var.l : a if []] ⟵ TFG457
  wrong_5 = "%{ if 1 }a%{ endif }" ⟵ TFG457
  wrong_6 = null ? 1 : 2 ⟵ TFG457
  wrong_7 = "yes" ? 1 : 2 ⟵ TFG457
  wrong_8 = 1 ? 1 : 2 ⟵ TFG457
  wrong_9 = aws_vpc.v ? 1 : 2 ⟵ TFG457
  wrong_10 = [for a in var.l : a if null] ⟵ TFG457
  wrong_11 = { for k, v in var.m : k => v if local.z } ⟵ TFG457
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
def test_condition_not_bool(hcl: str) -> None:
    expect(hcl)
