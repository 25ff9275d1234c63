import pytest

from tests.rules.hcl import expect

CASES = {
    "in expressions": """
variable "b" { type = bool }
variable "l" { type = list(string) }
resource "aws_vpc" "v" { cidr_block = "10.0.0.0/16" }

locals {
  wrong_0 = var.l < 3 ⟵ TFG451
  wrong_1 = var.b + 1 ⟵ TFG451
  wrong_2 = true + 1 ⟵ TFG451
  wrong_3 = [1] + 1 ⟵ TFG451
  wrong_4 = -"a" ⟵ TFG451
  wrong_5 = !"no" ⟵ TFG451
  wrong_6 = !1 ⟵ TFG451
  wrong_7 = -true ⟵ TFG451
  wrong_8 = -[] ⟵ TFG451
  wrong_9 = !var.l ⟵ TFG451
  wrong_10 = -var.l ⟵ TFG451
  wrong_11 = aws_vpc.v.tags + 1 ⟵ TFG451
  wrong_12 = aws_vpc.v[*].tags + 1 ⟵ TFG451
  right_0 = 1 < "2"
  right_1 = "5" + 1
  right_2 = !"true"
  right_3 = 1 + 2
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_operand_of_wrong_type(hcl: str) -> None:
    expect(hcl)
