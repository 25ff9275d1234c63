import pytest

from tests.rules.hcl import expect, forms

DEFAULT = """
variable "x" {
  default = ""
}

variable "y" {
  default = <value><mark>
}
"""

RIGHT = (
    "null", "-1", "1 + 2", '"a" == "b" ? 1 : 2', "[for a in [1] : a]", "{ foo = 1 }", "{ a = 1 }.a", "[1][0]", "[1][*]",
    '"%{ for a in [1] }${a}%{ endfor }"',
)  # fmt: skip
WRONG = (
    "var.x", '["a${var.x}"]', 'upper("a")', "{ a = foo }", "foo", "local.x", "{ (foo) = 1 }", "path.module",
    'jsondecode("{}")', "aws_vpc.x.id", "[for a in [1] : b]", "terraform.workspace",
)  # fmt: skip

CASES = {
    **forms(DEFAULT, RIGHT, WRONG, "TFG227"),
    "other arguments": """
variable "x" {
  description = "a${var.y}" ⟵ TFG227
  sensitive   = var.y ⟵ TFG227
  nullable    = local.y ⟵ TFG227
  ephemeral   = tobool("x") ⟵ TFG227
}

output "x" {
  value       = 1
  description = "a${var.y}" ⟵ TFG227
  sensitive   = var.y ⟵ TFG227
}

provider "aws" {
  alias = var.y ⟵ TFG227
}

resource "terraform_data" "x" {
  lifecycle {
    create_before_destroy = var.y ⟵ TFG227
    prevent_destroy       = upper("x") ⟵ TFG227
  }
}

removed {
  from = terraform_data.y

  lifecycle {
    destroy = var.y ⟵ TFG227
  }
}

terraform {
  required_version = var.y ⟵ TFG227
}
""",
    "in the default of a type": """
variable "x" {
  type = object({
    a = optional(string, var.y) ⟵ TFG227
    b = optional(string, "x")
  })
}
""",
    "keys of required_providers": """
variable "x" {
  default = ""
}

terraform {
  required_providers {
    aws = { (var.x) = "hashicorp/aws" } ⟵ TFG227
  }
}
""",
    "the version of a provider": """
provider "aws" {
  version = var.x ⟵ TFG227
}
""".replace("var.x ⟵ TFG227", "var.x ⟵ TFG227 TFG247 warning"),
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_not_constant(hcl: str) -> None:
    expect(hcl)
