import pytest

from tests.rules.hcl import expect

CASES = {
    "never, or only by itself": """
variable "a" { ⟵ TFG430 warning
  type = string
}

variable "b" { ⟵ TFG430 warning
  type = string

  validation {
    condition     = var.b != ""
    error_message = "Not ${var.b}."
  }
}
""",
    "anywhere": """
variable "a" {
  type = string
}

variable "b" {
  type = string

  validation {
    condition     = var.b != var.a
    error_message = "No."
  }
}

variable "c" {
  type = list(string)
}

variable "d" {
  type = string
}

variable "e" {
  type = map(string)
}

resource "aws_vpc" "a" {
  for_each   = var.e
  cidr_block = "${var.b}/16"

  lifecycle {
    precondition {
      condition     = var.d != ""
      error_message = "No."
    }
  }
}

output "c" {
  value = [for x in var.c : x]
}
""",
    "in a module": """
module "m" {
  source = "./m"
  a      = "a"
}
== m/main.tf
variable "a" { ⟵ TFG430 warning
  type = string
}
""",
    "by a local that is not used itself": """
variable "a" {
  type = string
}

locals {
  a = var.a ⟵ TFG431 warning
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_unused_variable(hcl: str) -> None:
    expect(hcl, unused=True)
