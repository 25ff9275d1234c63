import pytest

from tests.rules.hcl import expect

CASES = {
    "a set of ids": """
resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_sqs_queue" "a" {
  for_each = toset([aws_vpc.a.id]) ⟵ TFG470 warning
}
""",
    "a key that is computed": """
resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_sqs_queue" "a" {
  for_each = { "${aws_vpc.a.id}-x" = "a" } ⟵ TFG470 warning
}
""",
    "through a local value": """
resource "aws_subnet" "a" {
  count  = 2
  vpc_id = "vpc-1"
}

locals {
  ids = [for subnet in aws_subnet.a : subnet.id]
}

resource "aws_sqs_queue" "a" {
  for_each = toset(local.ids) ⟵ TFG470 warning
}
""",
    "what Terraform can read in the apply only": """
resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"
}

data "aws_subnets" "a" {
  filter {
    name   = "vpc-id"
    values = [aws_vpc.a.id]
  }
}

data "aws_subnets" "b" {
  filter {
    name   = "vpc-id"
    values = ["vpc-1"]
  }
  depends_on = [aws_vpc.a]
}

resource "aws_sqs_queue" "a" {
  for_each = toset(data.aws_subnets.a.ids) ⟵ TFG470 warning
}

resource "aws_sqs_queue" "b" {
  for_each = toset(data.aws_subnets.b.ids) ⟵ TFG470 warning
}
""",
    "certificates: the names are known, what to prove them with is not": """
resource "aws_acm_certificate" "a" {
  domain_name       = "example.com"
  validation_method = "DNS"
}

resource "aws_sqs_queue" "a" {
  for_each = { for o in aws_acm_certificate.a.domain_validation_options : o.resource_record_name => o } ⟵ TFG470 warning
}
""",
    "of a module": """
resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"
}

module "a" {
  source   = "./a"
  for_each = toset([aws_vpc.a.arn]) ⟵ TFG470 warning
}
== a/main.tf
""",
    "through a module's output": """
module "a" {
  source = "./a"
}

resource "aws_sqs_queue" "a" {
  for_each = toset(module.a.ids) ⟵ TFG470 warning
}
== a/main.tf
resource "aws_subnet" "a" {
  count  = 2
  vpc_id = "vpc-1"
}

output "ids" {
  value = aws_subnet.a[*].id
}
""",
    "through a module's input": """
resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"
}

module "a" {
  source = "./a"
  names  = ["x", aws_vpc.a.id] ⟵ TFG470 warning
}

module "b" {
  source = "./a"
  names  = ["x", "y"]
}
== a/main.tf
variable "names" {
  type = list(string)
}

resource "aws_sqs_queue" "a" {
  for_each = toset(var.names)
  name     = each.key
}
""",
}

GOOD = {
    "keys of instances, unknown values": """
resource "aws_subnet" "a" {
  for_each = toset(["x", "y"])
  vpc_id   = "vpc-1"
}

resource "aws_sqs_queue" "a" {
  for_each = aws_subnet.a
  name     = each.key
}

resource "aws_sqs_queue" "b" {
  for_each = { for name, subnet in aws_subnet.a : name => subnet.id }
  name     = each.key
}

resource "aws_sqs_queue" "c" {
  for_each = zipmap(["x", "y"], values(aws_subnet.a)[*].id)
  name     = each.key
}
""",
    "what the configuration says": """
resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_sqs_queue" "a" {
  for_each = toset([aws_vpc.a.cidr_block])
}

resource "aws_sqs_queue" "b" {
  for_each = { (aws_vpc.a.cidr_block) = aws_vpc.a.id }
}

resource "aws_sqs_queue" "c" {
  for_each = aws_vpc.a.tags_all
}
""",
    "no instances, or maybe none": """
variable "wanted" {
  type = number
}

resource "aws_subnet" "none" {
  count  = 0
  vpc_id = "vpc-1"
}

resource "aws_subnet" "some" {
  count  = var.wanted
  vpc_id = "vpc-1"
}

resource "aws_sqs_queue" "a" {
  for_each = toset(concat(aws_subnet.none[*].id, aws_subnet.some[*].id))
}
""",
    "certificates by their domain names": """
resource "aws_acm_certificate" "a" {
  domain_name       = "example.com"
  validation_method = "DNS"
}

resource "aws_sqs_queue" "a" {
  for_each = { for o in aws_acm_certificate.a.domain_validation_options : o.domain_name => o }
}
""",
    "a data source that is read before the plan": """
data "aws_subnets" "a" {
  filter {
    name   = "vpc-id"
    values = ["vpc-1"]
  }
}

resource "aws_sqs_queue" "a" {
  for_each = toset(data.aws_subnets.a.ids)
}
""",
    "an imported resource": """
import {
  to = aws_vpc.a
  id = "vpc-1"
}

resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_sqs_queue" "a" {
  for_each = toset([aws_vpc.a.id])
}
""",
    "not if something else may be taken": """
variable "id" {
  type = string
}

resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_sqs_queue" "a" {
  for_each = toset([var.id != "" ? var.id : aws_vpc.a.id])
}
""",
}

CASES |= GOOD


@pytest.mark.parametrize("name", CASES)
def test_keys_that_only_the_apply_makes_known(name: str) -> None:
    expect(CASES[name])
