import pytest

from tests.rules.hcl import expect, forms

VALIDATION = """
variable "x" {
  default = ""
}

variable "y" {
  type    = string
  default = "x"

  validation {
    condition     = <value><mark>
    error_message = "The value of y is ${var.y}."
  }
}
"""

CASES = {
    **forms(
        VALIDATION,
        (
            'var.y != ""',
            "var.x != var.y",
            "var.y",
            '"a${var.y}"',
            'var.y == "" ? true : false',
            'can(regex("x", var.y))',
        ),
        ('var.x != ""', "true", "1", '"true"', "null", "[]", "alltrue([for y in [1] : y == 1])"),
        "TFG239",
    ),
    "conditions elsewhere": """
variable "x" {
  default = ""
}

resource "terraform_data" "x" {
  lifecycle {
    precondition {
      condition     = true ⟵ TFG239
      error_message = "x"
    }

    postcondition {
      condition     = length("x") == 1 ⟵ TFG239
      error_message = "x"
    }
  }
}

output "x" {
  value = 1

  precondition {
    condition     = false ⟵ TFG239
    error_message = "x"
  }
}

check "x" { ⟵ terraform
  assert {
    condition     = 1 == 1 ⟵ TFG239
    error_message = "x"
  }
}
""",
    "that refer to something": """
variable "x" {
  default = ""
}

output "x" {
  value = 1

  precondition {
    condition     = var.x == ""
    error_message = "x"
  }
}

check "x" {
  assert {
    condition     = terraform.workspace == "default"
    error_message = "x"
  }
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_invalid_condition(hcl: str) -> None:
    expect(hcl)
