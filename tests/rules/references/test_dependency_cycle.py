import pytest

from tests.rules.hcl import expect, one

CASES = {
    "of locals": """
locals {
  a = local.b ⟵ tfgen TFG420
  b = local.c
  c = local.a
}
""",
    "of two knots": """
locals {
  a = local.b ⟵ tfgen TFG420
  b = local.a
  c = local.d ⟵ tfgen TFG420
  d = local.c
  e = [local.a, local.c]
}
""",
    "of parts of locals": """
locals {
  a = { x = 1, y = local.b } ⟵ tfgen TFG420
  b = local.a.x
}
""",
    "of a local and a resource": """
locals {
  a = aws_vpc.x.id ⟵ tfgen TFG420
}

resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"
  tags       = { Name = local.a }
}
""",
    "of resources and data sources": """
resource "aws_vpc" "x" {
  cidr_block = data.aws_vpc.y.cidr_block ⟵ tfgen TFG420
}

data "aws_vpc" "y" {
  id = aws_vpc.x.id
}
""",
    "through depends_on": """
resource "aws_vpc" "x" {
  cidr_block = aws_vpc.y.cidr_block ⟵ tfgen TFG420
}

resource "aws_vpc" "y" {
  cidr_block = "10.0.0.0/16"
  depends_on = [aws_vpc.x]
}
""",
    "through count and for_each": """
resource "aws_vpc" "x" {
  count      = length(aws_vpc.y) ⟵ tfgen TFG420
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "y" {
  for_each   = toset(aws_vpc.x[*].id)
  cidr_block = "10.0.0.0/16"
}
""",
    "through provisioners": """
resource "aws_vpc" "x" {
  cidr_block = aws_vpc.y.cidr_block ⟵ tfgen TFG420
}

resource "aws_vpc" "y" {
  cidr_block = "10.0.0.0/16"

  provisioner "local-exec" {
    command = "echo ${aws_vpc.x.id}"
  }
}
""",
    "through conditions": """
resource "aws_vpc" "x" {
  cidr_block = aws_vpc.y.cidr_block ⟵ tfgen TFG420
}

resource "aws_vpc" "y" {
  cidr_block = "10.0.0.0/16"

  lifecycle {
    precondition {
      condition     = aws_vpc.x.id != ""
      error_message = "No."
    }
  }
}
""",
    "through replace_triggered_by": """
resource "aws_vpc" "x" {
  cidr_block = aws_vpc.y.cidr_block ⟵ tfgen TFG420
}

resource "aws_vpc" "y" {
  cidr_block = "10.0.0.0/16"

  lifecycle {
    replace_triggered_by = [aws_vpc.x]
  }
}
""",
    "through the content of dynamic blocks": """
resource "aws_instance" "x" {
  ami           = "ami-1"
  instance_type = "t3.micro"

  dynamic "ebs_block_device" {
    for_each = []

    content {
      device_name = aws_vpc.y.id ⟵ tfgen TFG420
    }
  }
}

resource "aws_vpc" "y" {
  cidr_block = aws_instance.x.private_ip
}
""",
    "through a provider": """
provider "aws" {
  region = local.region ⟵ tfgen TFG420
}

locals {
  region = data.aws_region.here.region
}

data "aws_region" "here" {
}
""",
    "through a provider with an alias": """
provider "aws" {
  alias  = "west"
  region = aws_vpc.x.id ⟵ tfgen TFG420
}

resource "aws_vpc" "x" {
  provider   = aws.west
  cidr_block = "10.0.0.0/16"
}
""",
    "not through a provider that it does not use": """
provider "aws" {
  alias  = "west"
  region = aws_vpc.x.id
}

resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "y" {
  provider   = aws.west
  cidr_block = "10.0.0.0/16"
}
""",
    "through an import": """
resource "aws_vpc" "x" {
  cidr_block = aws_vpc.y.cidr_block ⟵ tfgen TFG420
}

resource "aws_vpc" "y" {
  cidr_block = "10.0.0.0/16"
}

import {
  to = aws_vpc.y
  id = aws_vpc.x.id
}
""",
    "through validations": """
variable "a" {
  type = string

  validation {
    condition     = var.a != aws_vpc.x.id ⟵ tfgen TFG420
    error_message = "No."
  }
}

resource "aws_vpc" "x" {
  cidr_block = var.a
}
""",
    "of validations": """
variable "a" {
  type = string

  validation {
    condition     = var.a != var.b ⟵ tfgen TFG420
    error_message = "No."
  }
}

variable "b" {
  type = string

  validation {
    condition     = var.b != "${var.a}x"
    error_message = "No."
  }
}
""",
    "a validation of one variable with another": """
variable "a" {
  type = string

  validation {
    condition     = var.a != var.b
    error_message = "No."
  }
}

variable "b" {
  type = string

  validation {
    condition     = var.b != ""
    error_message = "No."
  }
}
""",
    "through a module": """
module "m" {
  source = "./m"
  x      = module.m.y ⟵ tfgen TFG420
}
== m/main.tf
variable "x" {
  type = string
}

output "y" {
  value = "${var.x}y"
}
""",
    "not through a module's other output": """
module "m" {
  source = "./m"
  x      = module.m.z
}
== m/main.tf
variable "x" {
  type = string
}

output "y" {
  value = "${var.x}y"
}

output "z" {
  value = "z"
}
""",
    "through a module's resource and its conditions": """
module "m" {
  source = "./m"
  x      = module.m.y ⟵ tfgen TFG420
}

module "n" {
  source = "./m"
  x      = module.n.z ⟵ tfgen TFG420
}
== m/main.tf
variable "x" {
  type = string
}

resource "aws_vpc" "x" {
  tags = { Name = var.x }
}

output "y" {
  value      = "y"
  depends_on = [aws_vpc.x]
}

output "z" {
  value = "z"

  precondition {
    condition     = var.x != ""
    error_message = "No."
  }
}
""",
    "through all of a module": """
module "m" {
  source = "./m"
  x      = module.m ⟵ tfgen TFG420
}

module "n" {
  source = "./m"
  count  = 2
  x      = module.n[*].y ⟵ tfgen TFG420
}
== m/main.tf
variable "x" {
  type = any
}

output "y" {
  value = "y"
}
""",
    "through the instances of a module": """
module "m" {
  source = "./m"
  count  = module.m[0].y ⟵ tfgen TFG420
}
== m/main.tf
output "y" {
  value = 1
}
""",
    "through two modules": """
module "a" {
  source = "./m"
  x      = module.b.y ⟵ tfgen TFG420
}

module "b" {
  source = "./m"
  x      = module.a.y
}
== m/main.tf
variable "x" {
  type = string
}

output "y" {
  value = var.x
}
""",
    "not through two modules that need different outputs": """
module "a" {
  source = "./m"
  x      = module.b.z
}

module "b" {
  source = "./m"
  x      = module.a.y
}
== m/main.tf
variable "x" {
  type = string
}

output "y" {
  value = var.x
}

output "z" {
  value = "z"
}
""",
    "modules that depend on each other": """
module "a" {
  source     = "./m"
  depends_on = [module.b] ⟵ tfgen TFG420
}

module "b" {
  source     = "./m"
  depends_on = [module.a]
}
== m/main.tf
output "y" {
  value = "y"
}
""",
    "a module that depends on what needs it": """
module "a" {
  source     = "./m"
  depends_on = [aws_vpc.x] ⟵ tfgen TFG420
}

resource "aws_vpc" "x" {
  cidr_block = module.a.y
}
== m/main.tf
output "y" {
  value = "10.0.0.0/16"
}
""",
    "a resource that depends on a module that needs it": """
module "a" {
  source = "./m"
  x      = aws_vpc.x.id ⟵ tfgen TFG420
}

resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"
  depends_on = [module.a]
}
== m/main.tf
variable "x" {
  type = string
}

output "y" {
  value = "y"
}
""",
    "a provider that needs a module that needs it": """
provider "aws" {
  region = module.m.y ⟵ tfgen TFG420
}

module "m" {
  source = "./m"
}
== m/main.tf
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"
}

output "y" {
  value = aws_vpc.x.id
}
""",
    "a provider that a module is given": """
provider "aws" {
  alias  = "west"
  region = module.m.y ⟵ tfgen TFG420
}

module "m" {
  source = "./m"

  providers = {
    aws = aws.west
  }
}
== m/main.tf
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"
}

output "y" {
  value = aws_vpc.x.id
}
""",
    "a provider that a module does not use": """
provider "aws" {
  region = module.m.y
}

resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"
}

module "m" {
  source = "./m"
}
== m/main.tf
output "y" {
  value = "us-west-2"
}
""",
    "through modules in modules": """
module "m" {
  source = "./m"
  x      = module.m.y ⟵ tfgen TFG420
}
== m/main.tf
variable "x" {
  type = string
}

module "n" {
  source = "./n"
  x      = var.x
}

output "y" {
  value = module.n.y
}
== m/n/main.tf
variable "x" {
  type = string
}

output "y" {
  value = var.x
}
""",
    "inside a module": """
module "m" {
  source = "./m"
}
== m/main.tf
locals {
  a = local.b ⟵ tfgen TFG420
  b = local.a
}
""",
    "the same name bound by an expression, and ignored attributes": """
locals {
  a = [for local in [{ b = 1 }] : local.b]
  b = local.a
}

resource "aws_vpc" "x" {
  cidr_block = aws_vpc.y.cidr_block

  lifecycle {
    ignore_changes = [tags]
  }
}

resource "aws_vpc" "y" {
  cidr_block = "10.0.0.0/16"
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_dependency_cycle(hcl: str) -> None:
    expect(hcl)


def test_the_way_is_shown() -> None:
    diagnostic = one(
        'locals {\n  a = local.b\n  b = aws_vpc.x.id\n}\n\nresource "aws_vpc" "x" {\n  cidr_block = local.a\n}\n'
    )
    assert diagnostic.summary == "Cycle: local.a -> local.b -> aws_vpc.x -> local.a"
    assert diagnostic.detail == (
        "Each needs the next: local.a (main.tf:2) -> local.b (main.tf:3) -> aws_vpc.x (main.tf:7), "
        "and so on from the beginning."
    )


def test_modules_on_the_way() -> None:
    call = 'module "m" {\n  source = "./m"\n  x      = module.m.y\n}\n'
    module = '== m/main.tf\nvariable "x" {\n}\n\noutput "y" {\n  value = var.x\n}\n'
    diagnostic = one(call + module)
    assert diagnostic.summary == "Cycle: module.m.var.x -> module.m.y -> module.m.var.x"
    assert "module.m.y (m/main.tf:4)" in diagnostic.detail


def test_a_long_chain_takes_no_recursion() -> None:
    links = "".join(f"  a{i} = local.a{i + 1}\n" for i in range(3000))
    diagnostic = one(f"locals {{\n{links}  a3000 = local.a0\n}}\n")
    assert diagnostic.code == "TFG420"
