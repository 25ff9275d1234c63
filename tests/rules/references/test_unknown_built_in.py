import pytest

from tests.rules.hcl import expect, one

CASES = {
    "path": """
locals {
  a = path.modul ⟵ TFG409
  b = path.module
  c = path.root
  d = path.cwd
}
""",
    "terraform": """
locals {
  a = terraform.env ⟵ TFG409
  b = terraform.workspace
  c = terraform.applying
}
""",
    "each": """
resource "aws_vpc" "main" {
  for_each   = toset(["10.0.0.0/16"])
  cidr_block = each.val ⟵ TFG409
}

resource "aws_vpc" "other" {
  for_each   = toset(["10.0.0.0/16"])
  cidr_block = each.value
  tags       = { Name = each.key }
}
""",
    "count": """
resource "aws_vpc" "main" {
  count      = 1
  cidr_block = "10.${count.idx}.0.0/16" ⟵ TFG409
}

resource "aws_vpc" "other" {
  count      = 1
  cidr_block = "10.${count.index}.0.0/16"
}
""",
    "in module calls": """
module "m" {
  source   = "./m"
  for_each = toset(["a"])
  x        = each.name ⟵ TFG409
}
== m/main.tf
variable "x" {
  type = string
}
""",
    "in provisioners": """
resource "aws_vpc" "main" {
  for_each   = { a = "10.0.0.0/16" }
  cidr_block = each.value

  provisioner "local-exec" {
    command = each.name ⟵ TFG409
  }
}
""",
    "iterators": """
resource "aws_instance" "main" {
  ami           = "ami-1"
  instance_type = "t3.micro"

  dynamic "ebs_block_device" {
    for_each = ["a"]

    content {
      device_name = ebs_block_device.name ⟵ TFG459
    }
  }
}
""",
    "iterators with a name of their own": """
resource "aws_instance" "main" {
  ami           = "ami-1"
  instance_type = "t3.micro"

  dynamic "ebs_block_device" {
    for_each = ["a"]
    iterator = it

    content {
      device_name = it.val ⟵ TFG459
      snapshot_id = it.value
    }
  }
}
""",
    "iterators over what is not known yet": """
variable "devices" {
  type = list(string)
}

resource "aws_instance" "main" {
  ami           = "ami-1"
  instance_type = "t3.micro"

  dynamic "ebs_block_device" {
    for_each = var.devices

    content {
      device_name = ebs_block_device.name ⟵ TFG459 warning
      volume_type = ebs_block_device.key
    }
  }
}
""",
    "names bound by for": """
locals {
  a = [for each in [{ x = 1 }] : each.x]
  b = [for path in [{ x = 1 }] : path.x]
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_unknown_built_in(hcl: str) -> None:
    expect(hcl)


def test_the_message() -> None:
    diagnostic = one('output "x" {\n  value = path.modules\n}\n')
    assert diagnostic.summary == 'Unknown attribute "modules" of "path"'
    assert diagnostic.help == 'Did you mean "module"?'
