import pytest

from tests.rules.hcl import expect

CASES = {
    "variables, locals and other resources": """
variable "a" {
  type = string
}

locals {
  b = "b"
}

resource "aws_vpc" "c" {
  cidr_block = "10.0.0.0/16"
}

resource "terraform_data" "main" {
  provisioner "local-exec" {
    when    = destroy
    command = "echo ${var.a}" # TFG411

    environment = { # TFG411 # TFG411
      B = local.b
      C = aws_vpc.c.id
    }
  }
}
""",
    "what is allowed": """
resource "terraform_data" "main" {
  for_each = toset(["a"])

  provisioner "local-exec" {
    when    = destroy
    command = "echo ${self.id} ${each.key} ${path.module} ${terraform.workspace}"
  }
}
""",
    "each.value is not": """
resource "terraform_data" "main" {
  for_each = toset(["a"])

  provisioner "local-exec" {
    when    = destroy
    command = "echo ${each.value}" # TFG411
  }
}
""",
    "its connection, and the one it shares": """
variable "host" {
  type = string
}

resource "terraform_data" "a" {
  connection {
    host = var.host # TFG411
  }

  provisioner "remote-exec" {
    when   = destroy
    inline = ["true"]
  }
}

resource "terraform_data" "b" {
  provisioner "remote-exec" {
    when   = destroy
    inline = ["true"]

    connection {
      host = var.host # TFG411
    }
  }
}
""",
    "at creation anything goes": """
variable "host" {
  type = string
}

resource "terraform_data" "main" {
  connection {
    host = var.host
  }

  provisioner "remote-exec" {
    inline = ["echo ${var.host}"]
  }
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_destroy_provisioner_reference(hcl: str) -> None:
    expect(hcl)
