import pytest

from tests.rules.hcl import expect

CASES = {
    "in expressions": r"""
variable "s" { type = string }
variable "n" { type = number }
variable "l" { type = list(string) }
variable "se" { type = set(string) }
variable "m" { type = map(string) }
variable "o" { type = object({ name = string, size = optional(number), tags = optional(map(string), {}) }) }
variable "lo" { type = list(object({ name = string, ports = list(number) })) }
variable "t" { type = tuple([string, number]) }
variable "x" { type = any }
locals {
 lt = ["a", "b"]
 lm = { a = 1, b = "x" }
 e = []
 z = null
}
resource "aws_vpc" "v" { cidr_block = "10.0.0.0/16" }

locals {
  wrong_0 = var.o.nope ⟵ TFG459
  wrong_1 = var.o.name.first ⟵ TFG459
  wrong_2 = var.m.x.y ⟵ TFG459
  wrong_3 = var.se.x ⟵ TFG459
  wrong_4 = var.s.x ⟵ TFG459
  wrong_5 = var.n.x ⟵ TFG459
  wrong_6 = var.lo.name ⟵ TFG459
  wrong_7 = var.lo[0].nope ⟵ TFG459
  wrong_8 = var.lo[0].ports[0].x ⟵ TFG459
  wrong_9 = var.lo[*].nope ⟵ TFG459
  wrong_10 = var.lo[*].ports[*].x ⟵ TFG459
  wrong_11 = local.lt[0].x ⟵ TFG459
  wrong_12 = local.lm.c ⟵ TFG459
  wrong_13 = local.z.a ⟵ TFG459
  wrong_14 = local.lt[*].x ⟵ TFG459
  wrong_15 = [for a in local.lt : a.x] ⟵ TFG459
  wrong_16 = "%{ for a in [1] }${a.b}%{ endfor }" ⟵ TFG459
  wrong_19 = jsondecode("{\"a\": 1}").b ⟵ TFG459
  wrong_20 = yamldecode("a: b").c ⟵ TFG459
  wrong_21 = regex("(?P<x>a)", "a").y ⟵ TFG459
  right_0 = 1 % 0.5
  right_1 = var.s < 3
  right_2 = var.o.name
  right_3 = var.o["name"]
  right_4 = var.l["0"]
  right_5 = var.l[1.5]
  right_6 = var.l[-1]
  right_7 = var.m["x"]
  right_8 = var.m.x
  right_9 = var.m[0]
  right_10 = var.lo.*.name
  right_11 = var.t[1]
  right_12 = var.t.0
  right_13 = var.x.a.b.c
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_unsupported_attribute(hcl: str) -> None:
    expect(hcl)
