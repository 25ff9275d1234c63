import pytest

from tests.rules.hcl import expect

CASES = {
    "a comparison": """
resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_sqs_queue" "a" {
  count = aws_vpc.a.id != "" ? 1 : 0 ⟵ TFG471 warning
}
""",
    "what is computed since nobody sets it": """
resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_sqs_queue" "a" {
  count = length(aws_vpc.a.ipv6_cidr_block) > 0 ? 1 : 0 ⟵ TFG471 warning
}
""",
    "the length of a list that is computed": """
resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"
}

data "aws_subnets" "a" {
  filter {
    name   = "vpc-id"
    values = [aws_vpc.a.id]
  }
}

resource "aws_sqs_queue" "a" {
  count = length(data.aws_subnets.a.ids) ⟵ TFG471 warning
}
""",
    "through a module's input": """
resource "aws_kms_key" "a" {
}

module "a" {
  source  = "./a"
  kms_key = aws_kms_key.a.arn ⟵ TFG471 warning
}
== a/main.tf
variable "kms_key" {
  type    = string
  default = null
}

locals {
  encrypted = var.kms_key != null
}

resource "aws_sqs_queue" "a" {
  count = local.encrypted ? 1 : 0
}
""",
    "lengths that are known": """
resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "a" {
  count  = 3
  vpc_id = aws_vpc.a.id
}

resource "aws_sqs_queue" "a" {
  count = length([aws_vpc.a.id])
}

resource "aws_sqs_queue" "b" {
  count = length(aws_subnet.a) + length(aws_subnet.a[*].id) + length(sort(aws_subnet.a[*].id))
}
""",
    "known whatever it is": """
resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_sqs_queue" "a" {
  count = aws_vpc.a.id != "" ? 1 : 1
}

resource "aws_sqs_queue" "b" {
  count = length(aws_vpc.a.id) >= 0 ? 1 : 0
}

resource "aws_sqs_queue" "c" {
  count = "x-${aws_vpc.a.id}" != null ? 1 : 0
}

resource "aws_sqs_queue" "d" {
  count = true || aws_vpc.a.id != "" ? 1 : 0
}
""",
    "a flag beside the id": """
variable "encrypt" {
  type    = bool
  default = true
}

resource "aws_kms_key" "a" {
}

resource "aws_sqs_queue" "a" {
  count             = var.encrypt ? 1 : 0
  kms_master_key_id = aws_kms_key.a.arn
}
""",
}


@pytest.mark.parametrize("name", CASES)
def test_counts_that_only_the_apply_makes_known(name: str) -> None:
    expect(CASES[name])
