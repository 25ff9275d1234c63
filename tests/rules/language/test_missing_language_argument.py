import pytest

from tests.rules.hcl import expect

CASES = {
    "outputs and modules": """
output "x" { ⟵ TFG223
}

module "m" { ⟵ TFG223
}
""",
    "rules": """
variable "x" {
  validation { ⟵ TFG223
    error_message = "x"
  }

  validation { ⟵ TFG223
    condition = var.x != ""
  }
}

resource "terraform_data" "x" {
  lifecycle {
    precondition { ⟵ TFG223
      condition = var.x != ""
    }

    postcondition { ⟵ TFG223
      error_message = "x"
    }
  }
}

check "x" { ⟵ terraform
  assert { ⟵ TFG223
    condition = var.x != ""
  }
}
""",
    "a misspelt one is not missing": """
output "x" { ⟵ terraform
  vlaue = 1 ⟵ TFG221
}
""",
    "moved, import and removed": """
moved { ⟵ TFG223
  from = terraform_data.x
}

import { ⟵ TFG223
  id = "x"
}

import { ⟵ TFG223
  to = terraform_data.y
}

resource "terraform_data" "y" {
}

removed { ⟵ TFG223
}
""",
    "import by identity": """
resource "aws_s3_bucket" "x" {
}

import {
  to       = aws_s3_bucket.x
  identity = { bucket = "x" }
}
""",
    "dynamic": """
resource "aws_security_group" "x" {
  dynamic "ingress" { ⟵ TFG223
    content {
    }
  }
}
""",
    "action triggers": """
resource "terraform_data" "x" {
  lifecycle {
    action_trigger { ⟵ TFG223
      events = [after_create]
    }

    action_trigger { ⟵ TFG223
      actions = [action.aws_lambda_invoke.x]
    }
  }
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_missing_language_argument(hcl: str) -> None:
    expect(hcl)
