import pytest

from tests.rules.hcl import expect, forms

FORM = """
variable "x" {
  default = ""
}

locals {
  y = 1
}

resource "terraform_data" "a" {
}

resource "terraform_data" "b" {
  count = 2
}

resource "terraform_data" "x" {
  count = 1

  lifecycle {
    replace_triggered_by = <value><mark>
  }
}
"""

RIGHT = (
    "[]",
    "[terraform_data.a]",
    "[terraform_data.a.id]",
    "[terraform_data.b[count.index]]",
    "[terraform_data.b[each.key].id]",
    '[terraform_data.a.output["x"]]',
    "[terraform_data.b[*].id]",
    "[resource.terraform_data.a]",
)
WRONG = (
    "terraform_data.a",
    "[var.x]",
    "[local.y]",
    '["terraform_data.a"]',
    "[self]",
    "[self.id]",
    "[1]",
    '[upper("x")]',
    "null",
    "[terraform_data.a, var.x]",
    "[terraform_data]",
    "[terraform_data.b[var.x]]",
    "[terraform_data.b[each.value]]",
    "[foo]",
    "[each.key]",
    "[path.module]",
    "{}",
    "[terraform_data.a == terraform_data.b]",
)

CASES = forms(FORM, RIGHT, WRONG, "TFG233")


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_invalid_replace_trigger(hcl: str) -> None:
    expect(hcl)
