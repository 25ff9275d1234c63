import pytest

from tests.rules.hcl import expect

CASES = {
    "in expressions": """

locals {
  wrong_0 = 0 / 0 ⟵ TFG452
  wrong_1 = null + 1 ⟵ TFG452
  wrong_2 = !null ⟵ TFG452
  wrong_3 = false || null ⟵ TFG452
  wrong_4 = -null ⟵ TFG452
  wrong_5 = null < 1 ⟵ TFG452
  wrong_6 = null + null ⟵ TFG452
  wrong_7 = 1 % null ⟵ TFG452
  right_0 = 1 / 0
  right_1 = 5 % 0
  right_2 = null && true
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_failing_operation(hcl: str) -> None:
    expect(hcl)
