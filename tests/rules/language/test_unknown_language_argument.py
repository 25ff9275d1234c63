import pytest

from tests.rules.hcl import expect, one

CASES = {
    "at the top level": """
x = 1 ⟵ TFG221

locals {
  y = 1
}
""",
    "in variables and outputs": """
variable "x" {
  typ       = "string" ⟵ TFG221
  sensitiv  = true ⟵ TFG221
  required  = true ⟵ TFG221
  validation = {} ⟵ TFG221
}

output "x" {
  value    = 1
  nullable = false ⟵ TFG221
}
""",
    "everything there is": """
variable "x" {
  description = "x"
  type        = string
  default     = "x"
  sensitive   = false
  nullable    = false
  ephemeral   = false

  validation {
    condition     = var.x != ""
    error_message = "x"
  }
}

output "x" {
  description = "x"
  value       = 1
  sensitive   = false
  depends_on  = [terraform_data.x]

  precondition {
    condition     = var.x != ""
    error_message = "x"
  }
}

resource "terraform_data" "x" {
  lifecycle {
    create_before_destroy = true
    prevent_destroy       = true
    ignore_changes        = all
    replace_triggered_by  = [terraform_data.y]

    precondition {
      condition     = var.x != ""
      error_message = "x"
    }

    postcondition {
      condition     = self.id != ""
      error_message = "x"
    }
  }
}

resource "terraform_data" "y" {
}

terraform {
  required_version = ">= 1.0"
  language         = TF2021
}
""",
    "in terraform": """
terraform {
  required_versions  = ">= 1" ⟵ TFG221
  required_providers = {} ⟵ TFG221
  experiments        = [] ⟵ TFG221
}
""",
    "in a lifecycle": """
resource "terraform_data" "x" {
  lifecycle {
    create_before_destory = true ⟵ TFG221
    destroy               = false ⟵ TFG252
  }
}

removed {
  from = terraform_data.y

  lifecycle {
    prevent_destroy = true ⟵ TFG221
  }
}
""",
    "in the lifecycle of what is only read": """
data "aws_vpc" "x" {
  lifecycle {
    create_before_destroy = true ⟵ TFG221
    prevent_destroy       = true ⟵ TFG221
    ignore_changes        = all ⟵ TFG221
    replace_triggered_by  = [] ⟵ TFG221
    whatever              = 1 ⟵ TFG221
  }
}
""",
    "in rules": """
variable "x" {
  validation {
    condition     = var.x != ""
    error_message = "x"
    severity      = "error" ⟵ TFG221
  }
}
""",
    "in moved, import, removed and check": """
resource "terraform_data" "x" {
}

moved {
  from  = terraform_data.y
  to    = terraform_data.x
  count = 1 ⟵ TFG221
}

import {
  to    = terraform_data.x
  id    = "x"
  count = 1 ⟵ TFG221
}

removed {
  from    = terraform_data.z
  destroy = false ⟵ TFG221
}

check "x" {
  condition = true ⟵ TFG221

  assert {
    condition     = terraform_data.x.id != ""
    error_message = "x"
  }

  data "aws_vpc" "x" {
    count      = 1 ⟵ TFG221
    depends_on = []
  }
}
""",
    "reserved ones of providers": """
provider "aws" {
  count      = 1 ⟵ TFG221
  for_each   = {} ⟵ TFG252
  depends_on = [] ⟵ TFG221
  source     = "x" ⟵ TFG221
}
""",
    "in a dynamic block": """
resource "aws_security_group" "x" {
  dynamic "ingress" {
    for_each = []
    foreach  = [] ⟵ TFG221
    labels   = [] ⟵ TFG221

    content {
    }
  }
}
""",
}


def test_the_message() -> None:
    diagnostic = one('variable "x" {\n  sensitiv = true\n}\n')
    assert diagnostic.summary == 'Unknown argument "sensitiv"'
    assert diagnostic.detail == "Variable x has no such argument."
    assert diagnostic.help == 'Did you mean "sensitive"?'


def test_a_block_written_as_argument() -> None:
    assert one("terraform {\n  required_providers = {}\n}\n").help == "It is a block: required_providers { ... }"


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_unknown_language_argument(hcl: str) -> None:
    expect(hcl)
