import pytest

from tests.rules.hcl import expect

CASES = {
    "in expressions": """
variable "s" { type = string }
variable "b" { type = bool }
variable "m" { type = map(string) }
variable "o" { type = object({ name = string, size = optional(number), tags = optional(map(string), {}) }) }
locals {
 lt = ["a", "b"]
 lm = { a = 1, b = "x" }
 e = []
 z = null
}

locals {
  wrong_0 = [for a in var.s : a] ⟵ TFG460
  wrong_1 = [for a in 5 : a] ⟵ TFG460
  wrong_2 = [for a in var.b : a] ⟵ TFG460
  wrong_3 = [for a in null : a] ⟵ TFG460
  wrong_4 = [for a in local.z : a] ⟵ TFG460
  wrong_5 = "%{ for a in 5 }a%{ endfor }" ⟵ TFG460
  right_0 = [for a in var.o : a]
  right_1 = { for a in local.lt : a => 1 }
  right_2 = { for a in local.lt : "k" => a... }
  right_3 = { for k, v in var.m : k => v if v }
  right_4 = format("%d", 1)
  right_5 = format("%s-%s", var.s, [])
  right_6 = formatlist("%s", ["a"])
  right_7 = formatdate("YYYY-MM-DD", "2020-01-01T00:00:00Z")
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_nothing_to_iterate(hcl: str) -> None:
    expect(hcl)
