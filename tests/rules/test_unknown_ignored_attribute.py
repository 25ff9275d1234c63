import pytest

from tests.rules.hcl import expect, one

CASES = {
    "an attribute": """
resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"

  lifecycle {
    ignore_changes = [tags, cidr, tags["Name"], tags.Owner] # TFG422
  }
}
""",
    "line by line": """
resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"

  lifecycle {
    ignore_changes = [
      tags,
      tag, # TFG422
      arn,
      count, # TFG422
      aws_vpc.a.tags, # TFG422
    ]
  }
}
""",
    "in blocks": """
resource "aws_instance" "a" {
  ami           = "ami-1"
  instance_type = "t3.micro"

  lifecycle {
    ignore_changes = [
      root_block_device,
      root_block_device[0].volume_size,
      root_block_device[0].size, # TFG422
      root_block_device.volume_size, # TFG422
      ebs_block_device,
      ebs_block_device[0].volume_size, # TFG422
      timeouts.create,
    ]
  }
}
""",
    "in quotes, as it was once written": """
resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"

  lifecycle {
    ignore_changes = ["tags", "tag"] # TFG422
  }
}
""",
    "all of them": """
resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"

  lifecycle {
    ignore_changes = all
  }
}

resource "terraform_data" "b" {
  lifecycle {
    ignore_changes = [input]
  }
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_unknown_ignored_attribute(hcl: str) -> None:
    expect(hcl)


def test_the_help() -> None:
    lifecycle = "  lifecycle {\n    ignore_changes = [tagz]\n  }\n"
    assert (
        one(f'resource "aws_vpc" "a" {{\n  cidr_block = "10.0.0.0/16"\n\n{lifecycle}}}\n').help
        == 'Did you mean "tags"?'
    )
