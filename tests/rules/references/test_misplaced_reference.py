import pytest

from tests.rules.hcl import expect, one

CASES = {
    "each without for_each": """
resource "aws_vpc" "main" {
  cidr_block = each.value ⟵ TFG410
}

data "aws_vpc" "main" {
  id = each.key ⟵ TFG410
}
""",
    "each with count, count with for_each": """
resource "aws_vpc" "a" {
  count      = 2
  cidr_block = each.value ⟵ TFG410
}

resource "aws_vpc" "b" {
  for_each   = toset(["a"])
  cidr_block = "10.${count.index}.0.0/16" ⟵ TFG410
}
""",
    "count without count": """
resource "aws_vpc" "a" {
  cidr_block = "10.${count.index}.0.0/16" ⟵ TFG410
}
""",
    "in the very argument: count": """
resource "aws_vpc" "a" {
  count      = count.index ⟵ TFG410
  cidr_block = "10.0.0.0/16"
}
""",
    "in the very argument: for_each": """
resource "aws_vpc" "a" {
  for_each   = each.value ⟵ TFG410
  cidr_block = "10.0.0.0/16"
}
""",
    "in depends_on": """
resource "aws_vpc" "a" {
  for_each   = toset(["a"])
  cidr_block = "10.0.0.0/16"
  depends_on = [each.key] ⟵ TFG410
}
""",
    "in locals and outputs": """
locals {
  a = each.key ⟵ TFG410
  b = count.index ⟵ TFG410
}

output "a" {
  value = each.value ⟵ TFG410
}
""",
    "in providers": """
provider "aws" {
  region = each.key ⟵ TFG410
}

resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"
}
""",
    "in providers that nothing uses": """
provider "aws" {
  alias  = "west"
  region = each.key ⟵ TFG410 warning
}
""",
    "in checks": """
check "a" {
  assert {
    condition     = each.key != "" ⟵ TFG410
    error_message = "No."
  }
}
""",
    "in data sources of checks": """
check "a" {
  data "aws_vpc" "a" {
    id = each.key ⟵ TFG410
  }

  assert {
    condition     = data.aws_vpc.a.id != ""
    error_message = "No."
  }
}
""",
    "in validations": """
variable "a" {
  type = string

  validation {
    condition     = var.a != each.key ⟵ TFG410
    error_message = "No."
  }
}
""",
    "in conditions": """
resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"

  lifecycle {
    precondition {
      condition     = each.key != "" ⟵ TFG410
      error_message = "No."
    }
  }
}
""",
    "in module calls Terraform finds it when it plans": """
module "a" {
  source = "./m"
  x      = each.key ⟵ TFG410 warning
}

module "b" {
  source   = "./m"
  for_each = toset(["a"])
  x        = count.index ⟵ TFG410 warning
}

module "c" {
  source = "./m"
  count  = 1
  x      = count.index
}
== m/main.tf
variable "x" {
  type = string
}
""",
    "in what makes instances of a module": """
module "a" {
  source   = "./m"
  for_each = each.key ⟵ TFG410
}

module "b" {
  source = "./m"
  count  = count.index ⟵ TFG410
}
== m/main.tf
output "x" {
  value = 1
}
""",
    "in imports": """
resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "b" {
  for_each   = toset(["x"])
  cidr_block = "10.0.0.0/16"
}

import {
  to = aws_vpc.a
  id = each.key ⟵ TFG410
}

import {
  for_each = { x = "vpc-1" }
  to       = aws_vpc.b[each.key]
  id       = each.value
}
""",
    "self where it means nothing": """
locals {
  a = self.id ⟵ TFG410
}

output "a" {
  value = self.id ⟵ TFG410
}

resource "aws_vpc" "a" {
  cidr_block = self.id ⟵ TFG410
}
""",
    "self in count, for_each and preconditions": """
resource "aws_vpc" "a" {
  for_each   = self.tags ⟵ TFG410
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "b" {
  cidr_block = "10.0.0.0/16"

  lifecycle {
    precondition {
      condition     = self.id != "" ⟵ TFG410
      error_message = "No."
    }
  }
}
""",
    "self in module calls": """
module "a" {
  source = "./m"
  x      = self.id ⟵ TFG410
}
== m/main.tf
variable "x" {
  type = string
}
""",
    "self where it is the resource": """
resource "aws_instance" "a" {
  ami           = "ami-1"
  instance_type = "t3.micro"

  connection {
    host = self.public_ip
  }

  provisioner "remote-exec" {
    inline = ["echo ${self.id}"]

    connection {
      host = self.private_ip
    }
  }

  provisioner "local-exec" {
    when    = destroy
    command = "echo ${self.id}"
  }

  lifecycle {
    postcondition {
      condition     = self.public_ip != ""
      error_message = "${self.id} has no address."
    }
  }
}

data "aws_vpc" "a" {
  lifecycle {
    postcondition {
      condition     = self.enable_dns_support
      error_message = "No."
    }
  }
}
""",
    "a connection without provisioners is never looked at": """
resource "aws_instance" "a" {
  ami           = "ami-1"
  instance_type = "t3.micro"

  connection {
    host = each.key ⟵ TFG410 warning
  }
}
""",
    "a connection with a provisioner is": """
resource "aws_instance" "a" {
  ami           = "ami-1"
  instance_type = "t3.micro"

  connection {
    host = each.key ⟵ TFG410
  }

  provisioner "local-exec" {
    command = "true"
  }
}
""",
    "in the content of dynamic blocks": """
resource "aws_instance" "a" {
  ami           = "ami-1"
  instance_type = "t3.micro"

  dynamic "ebs_block_device" {
    for_each = ["a"]

    content {
      device_name = each.value ⟵ TFG410
    }
  }
}
""",
    "in the content of dynamic blocks over what is not known yet": """
variable "devices" {
  type = list(string)
}

resource "aws_instance" "a" {
  ami           = "ami-1"
  instance_type = "t3.micro"

  dynamic "ebs_block_device" {
    for_each = var.devices

    content {
      device_name = each.value ⟵ TFG410 warning
    }
  }
}
""",
    "where it is right": """
resource "aws_instance" "a" {
  for_each      = toset(["a"])
  ami           = each.value
  instance_type = "t3.micro"

  dynamic "ebs_block_device" {
    for_each = [each.key]

    content {
      device_name = "${each.key}-${ebs_block_device.value}"
    }
  }

  lifecycle {
    precondition {
      condition     = each.key != ""
      error_message = "No."
    }
  }
}
""",
    "names bound by for": """
locals {
  a = [for each in ["a"] : each]
  b = [for self in [{ id = 1 }] : self.id]
  c = { for count in ["a"] : count => 1 }
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_misplaced_reference(hcl: str) -> None:
    expect(hcl)


def test_the_help() -> None:
    block = 'resource "aws_vpc" "a" {{\n  {}\n  cidr_block = {}\n}}\n'
    assert one(block.format("count = 1", "each.value")).help == 'With "count" it is count.index.'
    assert (
        one(block.format('for_each = toset(["a"])', "count.index")).help
        == 'With "for_each" it is each.key or each.value.'
    )
    assert one(block.format("", "count.index")).help == 'Add "count".'
