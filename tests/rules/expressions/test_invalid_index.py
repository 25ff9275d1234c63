import pytest

from tests.rules.hcl import expect

CASES = {
    "in expressions": """
variable "s" { type = string }
variable "b" { type = bool }
variable "l" { type = list(string) }
variable "se" { type = set(string) }
variable "m" { type = map(string) }
variable "o" { type = object({ name = string, size = optional(number), tags = optional(map(string), {}) }) }
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
  wrong_0 = var.o["nope"] ⟵ TFG458
  wrong_1 = var.o[0] ⟵ TFG458
  wrong_2 = var.l["a"] ⟵ TFG458
  wrong_3 = var.l[true] ⟵ TFG458
  wrong_4 = var.m[null] ⟵ TFG458
  wrong_5 = var.se[0] ⟵ TFG458
  wrong_6 = var.s[0] ⟵ TFG458
  wrong_7 = var.t[2] ⟵ TFG458
  wrong_8 = local.lt[2] ⟵ TFG458
  wrong_9 = local.lm["c"] ⟵ TFG458
  wrong_10 = local.e[0] ⟵ TFG458
  wrong_11 = local.z[0] ⟵ TFG458
  wrong_12 = true ? [][0] : 1 ⟵ TFG458
  wrong_13 = true && [][0] ⟵ TFG458
  wrong_14 = [][0] || var.b ⟵ TFG458
  wrong_18 = regex("(a)(b)", "ab")[2] ⟵ TFG458
  right_0 = [1] == [1]
  right_1 = var.o["name"]
  right_2 = var.l["0"]
  right_3 = var.l[1.5]
  right_4 = var.l[-1]
  right_5 = var.m["x"]
  right_6 = var.m[0]
  right_7 = var.t[1]
  right_8 = var.x[0].b
  right_9 = local.z[*]
  right_10 = local.lm[*].a
  right_11 = [for a in var.o : a]
  right_12 = "${[]}"
  right_13 = var.b ? [1] : ["a"]
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_invalid_index(hcl: str) -> None:
    expect(hcl)
