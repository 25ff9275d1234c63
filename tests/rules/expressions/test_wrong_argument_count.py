import pytest

from tests.rules.hcl import expect

CASES = {
    "in expressions": """

locals {
  wrong_0 = trimprefix("a") ⟵ TFG454
  wrong_1 = can() ⟵ TFG454
  wrong_2 = can(1, 2) ⟵ TFG454
  wrong_3 = startswith("a") ⟵ TFG454
  wrong_4 = upper("a", "b") ⟵ TFG454
  right_0 = upper("a")
  right_1 = max(1, 2)
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_wrong_argument_count(hcl: str) -> None:
    expect(hcl)
