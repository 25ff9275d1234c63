import pytest

from tests.annotations import annotated
from tests.rules.hcl import expect, one

CASES = {
    "what converts is a note": """
resource "aws_vpc" "x" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_hostnames = "true" ⟵ TFG309 note
}

resource "aws_lb" "x" {
  subnets      = ["subnet-0123456789abcdef0"]
  idle_timeout = "60" ⟵ TFG309 note
  name         = 5 ⟵ TFG309 note
}
""",
    "a bool for a string-valued flag": """
resource "aws_elasticache_replication_group" "x" {
  replication_group_id       = "x"
  description                = "x"
  at_rest_encryption_enabled = true ⟵ TFG309 note
}
""",
    "what does not convert is an error": """
resource "aws_vpc" "x" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_hostnames = "yes" ⟵ TFG309
  enable_dns_support   = 1 ⟵ TFG309
}

resource "aws_lb" "x" {
  idle_timeout = "soon" ⟵ TFG309
  name         = ["x"] ⟵ TFG309
  subnets      = "subnet-1" ⟵ TFG309
  tags         = "x" ⟵ TFG309
}

data "aws_vpc" "x" {
  default = "maybe" ⟵ TFG309
}
""",
    "deep inside, at the innermost literal": """
resource "aws_lb" "x" {
  subnets = [ ⟵ terraform
    "subnet-1",
    1, ⟵ TFG309 note
    [], ⟵ tfgen TFG309
  ]
  tags = { ⟵ terraform
    A = true ⟵ TFG309 note
    B = []   ⟵ tfgen TFG309
  }
}
""",
    "in nested blocks and the content of dynamic ones": """
resource "aws_instance" "x" {
  ami           = "ami-1"
  instance_type = "t3.micro"

  root_block_device {
    volume_size = "big" ⟵ TFG309
  }

  dynamic "ebs_block_device" {
    for_each = [1]

    content {
      device_name = "x"
      encrypted   = "of course" ⟵ TFG309
    }
  }
}
""",
    "in an argument written as blocks": """
resource "aws_security_group" "x" {
  ingress {
    from_port   = "https" ⟵ TFG309
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = "10.0.0.0/8" ⟵ TFG309
  }
}
""",
    "inside parentheses": """
resource "aws_lb" "x" {
  subnets      = ["subnet-0123456789abcdef0"]
  idle_timeout = ("soon") ⟵ TFG309
}
""",
    "null is of any type, and so is what is not known": """
variable "x" {
}

resource "aws_lb" "x" {
  idle_timeout = null
  name         = "${var.x}-lb"
  subnets      = var.x
  internal     = var.x == null
}
""",
    "objects without all their keys": """
resource "aws_security_group" "x" {
  ingress = [ ⟵ terraform
    { ⟵ tfgen TFG309
      from_port = 443
    },
  ]
}

resource "aws_security_group" "y" {
  egress = [{ ⟵ TFG309
    cidr_blocks      = []
    description      = "x"
    from_port        = 0
    ipv6_cidr_blocks = []
    prefix_list_ids  = []
    protocol         = "-1"
    security_groups  = []
    self             = false
  }]
}

module "m" {
  source = "./m"
  full   = { a = 1, b = "x", c = 2 }
  part   = { a = 1 }
  less   = { b = "x" } ⟵ TFG309
  key    = { (upper("a")) = 1 }
}
== m/main.tf
variable "full" {
  type = object({ a = number, b = optional(string) })
}

variable "part" {
  type = object({ a = number, b = optional(string) })
}

variable "less" {
  type = object({ a = number, b = optional(string) })
}

variable "key" {
  type = object({ A = number })
}
""",
    "in a module call, against the variable's type": """
module "network" {
  source = "./network"
  cidr   = ["10.0.0.0/16"] ⟵ TFG309
  zones  = { ⟵ terraform
    a = "two" ⟵ tfgen TFG309
  }
  tags  = { A = 1 } ⟵ TFG309 note
  free  = [1, "a"]
  count = "1"
}
== network/variables.tf
variable "cidr" {
  type = string
}

variable "zones" {
  type = object({
    a = number
    b = optional(string, "x")
  })
}

variable "tags" {
  type = map(string)
}

variable "free" {
  type = any
}
""",
}

OWN = {
    "what converts is an error": """
resource "aws_elasticache_replication_group" "x" {
  replication_group_id       = "x-${var.suffix}"
  description                = "x"
  at_rest_encryption_enabled = true ⟵ TFG309
  transit_encryption_enabled = true
  port                       = "6379" ⟵ TFG309
  snapshot_retention_limit   = 5
}

variable "suffix" {
  type = string
}
""",
    "in a module call too": """
module "cache" {
  source  = "./cache"
  encrypt = true ⟵ TFG309
}
== cache/variables.tf
variable "encrypt" {
  type = string
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_foreign(hcl: str) -> None:
    expect(hcl)


@pytest.mark.parametrize("hcl", OWN.values(), ids=OWN)
def test_own(hcl: str) -> None:
    expect(hcl, generated=True)


def test_the_message() -> None:
    hcl = 'resource "aws_lb" "x" {\n  subnets = [«true»] ⟵ TFG309\n}\n'
    diagnostic = one(hcl, generated=True)
    assert annotated(hcl, [diagnostic]) == hcl
    assert diagnostic.summary == '"subnets" wants string'
    assert diagnostic.detail == "In aws_lb it is of type set of string; this is the bool true."
    assert diagnostic.help == 'Write "true".'


def test_versions_differ() -> None:
    hcl = """
resource "aws_elasticache_replication_group" "x" {
  replication_group_id          = "x-${var.suffix}"
  replication_group_description = "x"
  number_cache_clusters         = 1
  at_rest_encryption_enabled    = true
}

variable "suffix" {
  type = string
}
"""
    expect(hcl, generated=True, version="3.39.0")
