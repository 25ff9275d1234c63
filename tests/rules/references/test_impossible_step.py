import pytest

from tests.rules.hcl import expect

CASES = {
    "list blocks need an index": """
resource "aws_instance" "a" {
  ami           = "ami-1"
  instance_type = "t3.micro"
}

locals {
  a = aws_instance.a.root_block_device.volume_id ⟵ TFG415
  b = aws_instance.a.root_block_device[0].volume_id
  c = aws_instance.a.root_block_device["x"].volume_id ⟵ TFG415
  d = aws_instance.a.root_block_device["0"].volume_id
  e = aws_instance.a.root_block_device
  f = aws_instance.a.root_block_device.0.volume_id
}
""",
    "sets have none": """
resource "aws_instance" "a" {
  ami           = "ami-1"
  instance_type = "t3.micro"
}

locals {
  a = aws_instance.a.ebs_block_device[0].volume_id ⟵ TFG415
  b = aws_instance.a.ebs_block_device.volume_id ⟵ TFG415
  c = aws_instance.a.security_groups[0] ⟵ TFG415
  d = [for b in aws_instance.a.ebs_block_device : b.volume_id]
  e = tolist(aws_instance.a.security_groups)[0]
}
""",
    "nothing in a string": """
resource "aws_instance" "a" {
  ami           = "ami-1"
  instance_type = "t3.micro"
}

locals {
  a = aws_instance.a.ami.x ⟵ TFG415
  b = aws_instance.a.ami[0] ⟵ TFG415
  c = aws_instance.a.tags["a"].b ⟵ TFG415
  d = aws_instance.a.tags.a
  e = aws_instance.a.metadata_options[0].http_tokens.x ⟵ TFG415
}
""",
    "an attribute of a list": """
data "aws_availability_zones" "a" {
}

locals {
  a = data.aws_availability_zones.a.names.x ⟵ TFG415
  b = data.aws_availability_zones.a.names["x"] ⟵ TFG415
  c = data.aws_availability_zones.a.names[0]
}
""",
    "single blocks take attributes only": """
resource "aws_instance" "a" {
  ami           = "ami-1"
  instance_type = "t3.micro"
}

locals {
  a = aws_instance.a.timeouts[0].create ⟵ TFG415
  b = aws_instance.a.timeouts.create
  c = aws_instance.a.root_block_device[0]["volume_id"] ⟵ TFG415
}
""",
    "through self": """
resource "aws_instance" "a" {
  ami           = "ami-1"
  instance_type = "t3.micro"

  provisioner "local-exec" {
    command = "echo ${self.root_block_device.volume_id}" ⟵ TFG415
  }
}
""",
    "self has no index": """
resource "aws_vpc" "a" {
  count      = 2
  cidr_block = "10.0.0.0/16"

  provisioner "local-exec" {
    command = "echo ${self[0].id}" ⟵ TFG415
  }
}
""",
    "maps take any name": """
data "aws_vpc" "a" {
}

locals {
  a = data.aws_vpc.a.tags["Name"]
  b = data.aws_vpc.a.tags.Name
  c = data.aws_vpc.a.cidr_block_associations[0].cidr_block
  d = data.aws_vpc.a.cidr_block_associations.cidr_block ⟵ TFG415
}
""",
    "in branches that are never taken": """
data "aws_vpc" "a" {
}

output "a" {
  value = false ? data.aws_vpc.a.id.x : try(data.aws_vpc.a.id[0], "") ⟵ TFG415 TFG415
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_impossible_step(hcl: str) -> None:
    expect(hcl)
