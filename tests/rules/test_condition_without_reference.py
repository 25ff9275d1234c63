import pytest

from tests.rules.hcl import expect

CASES = {
    "of validations": """
variable "a" {
  type = string

  validation {
    condition     = true # TFG428
    error_message = "No."
  }
}

variable "b" {
  type = string

  validation {
    condition     = length(var.a) > 1 # TFG428
    error_message = "No."
  }
}

variable "c" {
  type = string

  validation {
    condition     = var.c != var.a
    error_message = "No."
  }
}
""",
    "of resources, data sources and outputs": """
resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"

  lifecycle {
    precondition {
      condition     = 1 == 1 # TFG428
      error_message = "No."
    }

    postcondition {
      condition     = upper("a") == "A" # TFG428
      error_message = "No."
    }
  }
}

data "aws_vpc" "a" {
  lifecycle {
    postcondition {
      condition     = true # TFG428
      error_message = "No."
    }
  }
}

output "a" {
  value = 1

  precondition {
    condition     = [for x in [1] : x] == [1] # TFG428
    error_message = "No."
  }
}
""",
    "of assertions that look at something": """
locals {
  x = 1
}

check "b" {
  assert {
    condition     = path.module != "" && local.x == 1
    error_message = "No."
  }
}

resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"

  lifecycle {
    precondition {
      condition     = local.x == 1
      error_message = "No."
    }

    postcondition {
      condition     = self.id != ""
      error_message = "No."
    }
  }
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_condition_without_reference(hcl: str) -> None:
    expect(hcl)
