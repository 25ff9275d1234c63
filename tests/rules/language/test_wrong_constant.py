import pytest

from tests.rules.hcl import expect, forms

FLAG = """
variable "x" {
  type      = string
  sensitive = <value><mark>
}
"""

TEXT = """
variable "x" {
  description = <value><mark>
}
"""

CASES = {
    **forms(FLAG, ("true", '"true"', "!true", "true && false", "(true)", '"${true}"'), (), ""),
    **forms(FLAG, (), ('"yes"', "1", "null", "[true]", "{}", "(null)"), "TFG228"),
    **forms(
        TEXT, ("1", "true", '"x"', '"a" == "b" ? "c" : "d"', "<<-EOT\n    x\n  EOT"), ("null", '["a"]', "{}"), "TFG228"
    ),
    "other flags": """
variable "x" {
  nullable  = "yes" ⟵ TFG228
  ephemeral = null ⟵ TFG228
}

output "x" {
  value     = 1
  sensitive = 0 ⟵ TFG228
}

resource "terraform_data" "x" {
  lifecycle {
    create_before_destroy = "yes" ⟵ TFG228
    prevent_destroy       = null ⟵ TFG228
  }
}

removed {
  from = terraform_data.y

  lifecycle {
    destroy = "x" ⟵ TFG228
  }
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_wrong_constant(hcl: str) -> None:
    expect(hcl)
