"""Cases of TFG284; more of them, with values files of every kind, stand in test_values_files.py."""

import pytest

from tests.rules.hcl import expect

CASES = {
    "declared": """
variable "name" {
  type    = string
  default = "x"
}
== terraform.tfvars
name = "a"
""",
    "misspelt": """
variable "name" {
  type    = string
  default = "x"
}
== terraform.tfvars
nmae = "a" ⟵ TFG284 warning
""",
    "for another run too": """
variable "name" {
  type    = string
  default = "x"
}
== prod.tfvars
other = 1 ⟵ TFG284 warning
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_cases(hcl: str) -> None:
    expect(hcl)
