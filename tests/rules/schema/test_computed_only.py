import pytest

from tests.rules.hcl import expect, one

CASES = {
    "in a resource": """
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"
  arn        = "arn:aws:ec2:us-west-2:123456789012:vpc/vpc-1" ⟵ TFG305
}
""",
    "in a data source": """
data "aws_vpc" "x" {
  arn = "arn:aws:ec2:us-west-2:123456789012:vpc/vpc-1" ⟵ TFG305
}
""",
    "in a nested block": """
resource "aws_instance" "x" {
  ami           = "ami-1"
  instance_type = "t3.micro"

  root_block_device {
    volume_id   = "vol-1" ⟵ TFG305
    volume_size = 8
  }
}
""",
    "given something that is not known": """
variable "arn" {
  type    = string
  default = null
}

resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"
  arn        = var.arn ⟵ TFG305
}
""",
    "optional ones that the provider may fill in": """
resource "aws_instance" "x" {
  ami               = "ami-1"
  instance_type     = "t3.micro"
  availability_zone = "us-west-2a"
}
""",
    "null sets nothing": """
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"
  arn        = null
}
""",
    "a variable that may be null when the block is made": """
variable "size" {
  type    = string
  default = null
}

variable "devices" {
  type = list(number)
}

resource "aws_instance" "x" {
  ami           = "ami-1"
  instance_type = "t3.micro"

  dynamic "ebs_block_device" {
    for_each = var.devices

    content {
      device_name = "/dev/sdf"
      volume_id   = var.size
    }
  }
}
""",
    "a value that cannot be null when the block is made": """
variable "devices" {
  type = list(number)
}

resource "aws_instance" "x" {
  ami           = "ami-1"
  instance_type = "t3.micro"

  dynamic "ebs_block_device" {
    for_each = var.devices

    content {
      device_name = "/dev/sdf"
      volume_id   = "vol-1" ⟵ TFG305 warning
    }
  }
}
""",
    "what a derived schema wrongly calls computed": """
resource "aws_instance" "a" {
  ami           = "ami-1"
  instance_type = "t3.micro"

  secondary_network_interface {
    network_card_index   = 1
    secondary_subnet_id  = "subnet-1"
    private_ip_addresses = ["10.0.0.5"] ⟵ terraform
    mac_address          = "x" ⟵ TFG305
  }
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_computed_only(hcl: str) -> None:
    expect(hcl)


def test_the_message() -> None:
    diagnostic = one('resource "aws_vpc" "x" {\n  arn = "x"\n}\n')
    assert diagnostic.summary == '"arn" cannot be set'
    assert diagnostic.detail == "In aws_vpc the provider decides it; it can only be read."


def test_versions_differ() -> None:
    expect('resource "aws_eip" "x" {\n  domain = "vpc" ⟵ TFG305\n}\n', version="3.39.0")
    expect('resource "aws_eip" "x" {\n  domain = "vpc"\n}\n', version="6.62.0")
