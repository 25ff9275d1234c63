"""Cases of TFG285; more of them, with values files of every kind, stand in test_values_files.py."""

import pytest

from tests.rules.hcl import expect

CASES = {
    "a number becomes text": """
variable "name" {
  type    = string
  default = "x"
}
== terraform.tfvars
name = 1
""",
    "a list does not": """
variable "name" {
  type    = string
  default = "x"
}
== terraform.tfvars
name = [1] ⟵ TFG285 warning
""",
    "null for what needs a value": """
variable "name" {
  type     = string
  nullable = false
}
== terraform.tfvars
name = null ⟵ TFG285 warning
""",
    "what is computed is another rule's": """
variable "name" {
  type    = string
  default = "x"
}
== prod.tfvars
name = [upper("a")] ⟵ TFG286 warning
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_cases(hcl: str) -> None:
    expect(hcl)
