"""Cases of TFG286; more of them, with values files of every kind, stand in test_values_files.py."""

import pytest

from tests.rules.hcl import expect

CASES = {
    "constants at any depth": """
variable "names" {
  type = any
}
== prod.tfvars
names = [{ a = null }, "b", -1]
""",
    "a call": """
variable "name" {
  type    = string
  default = "x"
}
== prod.tfvars
name = upper("a") ⟵ TFG286 warning
""",
    "a reference": """
variable "name" {
  type    = string
  default = "x"
}
== prod.tfvars
name = var.other ⟵ TFG286 warning
""",
    "a block": """
variable "name" {
  type    = string
  default = "x"
}
== prod.tfvars
name = "a"
more { ⟵ TFG286 warning
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_cases(hcl: str) -> None:
    expect(hcl)
