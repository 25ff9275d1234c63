import pytest

from tests.rules.hcl import expect

CASES = {
    "in resources": """
resource "terraform_data" "x" {
  lifecycle {
  }

  lifecycle { ⟵ TFG225
  }

  connection {
    host = "x"
  }

  connection { ⟵ TFG225
    host = "x"
  }

  provisioner "local-exec" {
    command = "x"

    connection {
      host = "x"
    }

    connection { ⟵ TFG225
      host = "x"
    }
  }

  provisioner "local-exec" {
    command = "y"
  }

  _ {
  }

  _ { ⟵ TFG225
  }
}

data "aws_vpc" "x" {
  lifecycle {
  }

  lifecycle { ⟵ TFG225
  }
}
""",
    "in one terraform block": """
terraform {
  backend "s3" {
  }

  backend "local" { ⟵ TFG225
  }
}
""",
    "in several terraform blocks": """
terraform {
  required_version = ">= 1.0"

  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

terraform {
  required_version = ">= 1.1"

  required_providers { ⟵ TFG225
  }
}
""",
    "backend and cloud": """
terraform {
  backend "s3" { ⟵ TFG225
  }

  cloud {
    organization = "acme"

    workspaces {
      name = "x"
    }
  }
}
""",
    "two clouds": """
terraform {
  cloud {
  }

  cloud { ⟵ TFG225
  }
}
""",
    "in a check": """
variable "x" {
  default = ""
}

check "x" {
  data "aws_vpc" "x" {
  }

  data "aws_vpc" "y" { ⟵ TFG225
  }

  assert {
    condition     = var.x == ""
    error_message = "x"
  }

  assert {
    condition     = var.x != "y"
    error_message = "x"
  }
}
""",
    "contents": """
resource "aws_security_group" "x" {
  dynamic "ingress" {
    for_each = []

    content {
    }

    content { ⟵ TFG225
    }
  }
}
""",
    "what may stand several times": """
variable "x" {
  default = ""

  validation {
    condition     = var.x != "a"
    error_message = "x"
  }

  validation {
    condition     = var.x != "b"
    error_message = "x"
  }
}

locals {
  a = 1
}

locals {
  b = 1
}

resource "terraform_data" "x" {
  provisioner "local-exec" {
    command = "x"
  }

  provisioner "local-exec" {
    command = "x"
  }
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_repeated_language_block(hcl: str) -> None:
    expect(hcl)
