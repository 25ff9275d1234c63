import pytest

from tests.rules.hcl import expect

CASES = {
    "in expressions": """
variable "s" { type = string }
variable "n" { type = number }
variable "b" { type = bool }
variable "m" { type = map(string) }
locals {
 lt = ["a", "b"]
 lm = { a = 1, b = "x" }
 e = []
 z = null
}

locals {
  wrong_0 = { for a in local.lt : 1 => a } ⟵ TFG462
  wrong_1 = { for a in local.lt : null => a } ⟵ TFG462
  wrong_2 = { for a in local.lt : [] => a } ⟵ TFG462
  wrong_3 = { (null) = 1 } ⟵ TFG462
  wrong_4 = { ([]) = 1 } ⟵ TFG462
  wrong_5 = { "${null}" = 1 } ⟵ TFG462
  right_0 = [1] == [1]
  right_1 = {} == {}
  right_2 = { for a in local.lt : a => 1 }
  right_3 = { for a in local.lt : "k" => a... }
  right_4 = { for k, v in var.m : k => v if v }
  right_5 = var.b ? { a = 1 } : { b = 2 }
  right_6 = var.b ? { a = 1 } : null
  right_7 = { (var.s) = 1 }
  right_8 = { a = 1, a = 2 }
  right_9 = { 1 = 1 }
  right_10 = { true = 1 }
  right_11 = { (1) = 2 }
  right_12 = { "a-${var.n}" = 1 }
  right_13 = null == null
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_invalid_key(hcl: str) -> None:
    expect(hcl)
