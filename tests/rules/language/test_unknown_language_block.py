import pytest

from tests.rules.hcl import expect, one

CASES = {
    "at the top level": """
varible "cidr" { ⟵ TFG220
  type = string
}

resorce "aws_vpc" "x" { ⟵ TFG220
}

list "aws_vpc" "x" { ⟵ TFG220
  provider = aws
}

required_providers { ⟵ TFG220
}

lifecycle { ⟵ TFG220
}
""",
    "all that there are": """
terraform {
}

provider "aws" {
}

variable "x" {
  default = ""
}

locals {
}

output "x" {
  value = 1
}

module "m" {
  source = "./m"
}

resource "terraform_data" "x" {
}

data "aws_vpc" "x" {
}

moved {
  from = terraform_data.y
  to   = terraform_data.x
}

import {
  to = terraform_data.x
  id = "x"
}

removed {
  from = terraform_data.z
}

check "x" {
  assert {
    condition     = var.x == ""
    error_message = "x"
  }
}
== m/main.tf
locals {
}
""",
    "in variables and outputs": """
variable "x" {
  validations { ⟵ TFG220
  }

  default { ⟵ TFG220
  }

  lifecycle { ⟵ TFG220
  }
}

output "x" {
  value = 1

  lifecycle { ⟵ TFG220
  }

  postcondition { ⟵ TFG220
    condition     = var.x == ""
    error_message = "x"
  }
}
""",
    "in locals and required_providers": """
locals {
  a { ⟵ TFG220
  }
}

terraform {
  required_providers {
    aws { ⟵ TFG220
    }
  }

  provider "aws" { ⟵ TFG220
  }
}
""",
    "in a lifecycle": """
resource "terraform_data" "x" {
  lifecycle {
    assert { ⟵ TFG220
    }

    dynamic "precondition" { ⟵ TFG220
      for_each = []
    }
  }
}

removed {
  from = terraform_data.y

  lifecycle {
    precondition { ⟵ TFG220
    }
  }
}
""",
    "reserved ones": """
resource "terraform_data" "x" {
  locals { ⟵ TFG220
  }

  provisioner "local-exec" {
    command = "x"

    lifecycle { ⟵ TFG220
    }
  }
}

data "aws_vpc" "x" {
  locals { ⟵ TFG220
  }
}

provider "aws" {
  locals { ⟵ TFG220
  }

  lifecycle { ⟵ TFG220
  }
}

module "m" {
  source = "./m"

  lifecycle { ⟵ TFG252
  }

  provider "aws" { ⟵ TFG220
  }
}
== m/main.tf
locals {
}
""",
    "in a module call": """
module "m" {
  source = "./m"

  a { ⟵ TFG220
  }
}
== m/main.tf
variable "a" {
  default = ""
}
""",
    "in moved, import and check": """
resource "terraform_data" "x" {
}

moved {
  from = terraform_data.y
  to   = terraform_data.x

  lifecycle { ⟵ TFG220
  }
}

import {
  to = terraform_data.x
  id = "x"

  lifecycle { ⟵ TFG220
  }
}

check "x" { ⟵ terraform
  resource "terraform_data" "x" { ⟵ TFG220
  }

  assert {
    condition     = terraform_data.x.id != ""
    error_message = "x"

    when { ⟵ TFG220
    }
  }

  data "aws_vpc" "x" {
    lifecycle { ⟵ TFG220
    }
  }
}
""",
    "in a rule": """
variable "x" {
  validation {
    condition     = var.x != ""
    error_message = "x"

    also { ⟵ TFG220
    }
  }
}
""",
    "in a dynamic block": """
resource "aws_security_group" "x" {
  dynamic "ingress" {
    for_each = []

    contents { ⟵ TFG220
    }

    content {
    }
  }
}
""",
}


def test_an_argument_written_as_block() -> None:
    assert one('variable "x" {\n  default {\n  }\n}\n').help == "It is an argument: default = ..."


def test_a_block_in_the_wrong_place() -> None:
    assert one("required_providers {\n}\n").help == "Put it into a terraform block."


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_unknown_language_block(hcl: str) -> None:
    expect(hcl)
