import pytest

from tests.rules.hcl import expect, one

CASES = {
    "of each kind": """
locals {
  a = var.a ⟵ TFG401
  b = local.c ⟵ TFG401
  d = module.d.x ⟵ TFG401
  e = data.aws_vpc.e.id ⟵ TFG401
  f = aws_vpc.f.id ⟵ TFG401
  g = resource.aws_vpc.g.id ⟵ TFG401
  h = ephemeral.random_password.h ⟵ TFG401
}
""",
    "with the wrong type, or as the wrong kind": """
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"
}

output "a" {
  value = aws_subnet.x.id ⟵ TFG401
}

output "b" {
  value = data.aws_vpc.x.id ⟵ TFG401
}

output "c" {
  value = output.a ⟵ TFG401
}
""",
    "anywhere in an expression": """
locals {
  a = "a ${var.a} b" ⟵ TFG401
  b = [for x in var.b : x.id if x.on] ⟵ TFG401
  c = { for k, v in {} : k => local.x[k] } ⟵ TFG401
  d = true ? local.y : null ⟵ TFG401
  e = aws_subnet.a[*].id ⟵ TFG401
  f = merge({ a = 1 }, { b = local.z }) ⟵ TFG401
  g = {}[var.g] ⟵ TFG401
  h = <<-EOT
    %{ if var.h } ⟵ TFG401
    yes
    %{ endif }
  EOT
  i = !var.i ⟵ TFG401
  j = aws_subnet.b[var.j].id ⟵ TFG401 TFG401
}
""",
    "in blocks at any depth": """
resource "aws_efs_file_system" "x" {
  count = var.a ⟵ TFG401

  lifecycle_policy {
    transition_to_ia = var.b ⟵ TFG401
  }

  lifecycle {
    replace_triggered_by = [terraform_data.c] ⟵ TFG423 warning

    precondition {
      condition     = var.d ⟵ TFG401
      error_message = "x"
    }
  }

  depends_on = [module.e] ⟵ TFG401
}

check "x" {
  data "aws_vpc" "x" {
    id = var.g ⟵ TFG401
  }

  assert {
    condition     = local.x == 1
    error_message = "x"
  }
}

check "y" {
  assert {
    condition     = local.x == var.h ⟵ TFG401
    error_message = "x"
  }
}

locals {
  x = 1
}
""",
    "in a provider": """
provider "aws" {
  region = var.x ⟵ TFG401
}

resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"
}
""",
    "names that expressions bind": """
variable "a" {
  type = map(list(string))
}

locals {
  a = [for x in [1] : x]
  b = { for k, v in var.a : k => [for w in v : "${k}-${w}"] }
  c = "%{ for i, x in [1] }${i}${x}%{ endfor }"
  d = [for aws_vpc in [{ main = { id = 1 } }] : aws_vpc.main.id]
  e = [for x in x : x] ⟵ TFG401
}
""",
    "iterators of dynamic blocks": """
resource "aws_wafv2_rule_group" "x" {
  name     = "x"
  scope    = "REGIONAL"
  capacity = 1

  dynamic "rule" {
    for_each = { a = ["US"] }

    content {
      name     = rule.key
      priority = 1

      dynamic "action" {
        for_each = [rule.value]
        iterator = act

        content {
          dynamic "block" {
            for_each = [act.key == block.key] ⟵ TFG401
            content {}
          }
        }
      }

      statement {
        geo_match_statement {
          country_codes = rule.value
        }
      }

      visibility_config {
        cloudwatch_metrics_enabled = false
        metric_name                = rule.key
        sampled_requests_enabled   = false
      }
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = false
    metric_name                = rule.key ⟵ TFG401
    sampled_requests_enabled   = false
  }
}
""",
    "what needs no declaration": """
resource "aws_vpc" "x" {
  count      = 1
  cidr_block = "10.${count.index}.0.0/16"

  lifecycle {
    ignore_changes = [tags["x"], cidr_block]
  }

  provisioner "local-exec" {
    when       = destroy
    on_failure = continue
    command    = "echo ${self.id}"
  }
}

resource "aws_subnet" "x" {
  for_each   = { a = "10.0.0.0/24" }
  vpc_id     = aws_vpc.x[0].id
  cidr_block = each.value
  tags       = { Name = each.key, At = path.module, In = terraform.workspace }

  lifecycle {
    ignore_changes = all
  }
}
""",
    "providers are named, not referred to": """
terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

provider "aws" {
  alias = "west"
}

resource "aws_vpc" "x" {
  provider   = aws.west
  cidr_block = "10.0.0.0/16"
}

module "m" {
  source = "./m"
  providers = {
    aws      = aws.west
    aws.east = aws.west
  }
}

import {
  provider = aws.west
  to       = aws_vpc.x
  id       = "vpc-1"
}
== m/main.tf
terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      configuration_aliases = [aws.east]
    }
  }
}

data "aws_vpc" "x" {
  provider = aws.east
}
""",
    "types are no references": """
variable "a" {
  type = list(object({ a = string, b = optional(number, 1) }))
}

variable "b" {
  type = any
}
""",
    "what moved or was removed need not be there": """
resource "aws_vpc" "new" {
  cidr_block = "10.0.0.0/16"
}

moved {
  from = aws_vpc.old
  to   = aws_vpc.new
}

removed {
  from = aws_vpc.gone

  lifecycle {
    destroy = false
  }
}
""",
    "a validation's own variable": """
variable "a" {
  type = string

  validation {
    condition     = var.a != "" && var.b != "" ⟵ TFG401
    error_message = "Not ${var.a}."
  }
}
""",
    "words alone": """
resource "aws_ebs_volume" "x" {
  availability_zone = "us-west-2a"
  size              = 1
  type              = gp3 ⟵ TFG401
}

locals {
  a = var ⟵ TFG408
}
""",
    "what is no resource, called one": """
variable "a" {
  type = string
}

locals {
  a = resource.var.a ⟵ TFG401
  b = resource.local.z ⟵ TFG401
  c = resource.module.m.id ⟵ TFG401
}
""",
    "in depends_on of each kind": """
module "m" {
  source     = "./m"
  depends_on = [aws_vpc.nope] ⟵ TFG401
}

output "a" {
  value      = 1
  depends_on = [data.aws_vpc.nope] ⟵ TFG401
}

data "aws_vpc" "a" {
  depends_on = [module.nope] ⟵ TFG401
}
== m/main.tf
locals {
  a = 1
}
""",
    "in imports": """
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"
}

import {
  to = aws_vpc.x
  id = var.nope ⟵ TFG401
}
""",
    "an iterator outside of its block": """
resource "aws_instance" "x" {
  ami           = "ami-1"
  instance_type = "t3.micro"

  dynamic "ebs_block_device" {
    for_each = ["a"]
    iterator = it

    content {
      device_name = ebs_block_device.value ⟵ TFG401
    }
  }

  dynamic "ephemeral_block_device" {
    for_each = ephemeral_block_device.value ⟵ TFG401

    content {
      device_name = "x"
    }
  }
}
""",
    "in functions that catch errors": """
locals {
  a = try(var.nope, "") ⟵ TFG401
  b = can(module.nope.x) ⟵ TFG401
  c = try(local.b.nope, "")
}
""",
    "what only a connection without provisioners, or an unused provider, refers to": """
provider "aws" {
  alias  = "west"
  region = var.nope ⟵ TFG401 warning
}

resource "aws_instance" "x" {
  ami           = "ami-1"
  instance_type = "t3.micro"

  connection {
    host = var.nope ⟵ TFG401 warning
  }
}
""",
    "in a module that is called": """
module "m" {
  source = "./m"
}
== m/main.tf
output "x" {
  value = var.x ⟵ TFG401
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_undeclared_reference(hcl: str) -> None:
    expect(hcl)


@pytest.mark.parametrize(
    ("expression", "summary", "help_"),
    [
        ("var.zone", "Undeclared input variable var.zone", 'Did you mean "var.zones"?'),
        ("local.zones", "Undeclared local value local.zones", ""),
        ("module.netwrok.id", "Undeclared module module.netwrok", 'Did you mean "module.network"?'),
        ("aws_vpc.man.id", "Undeclared resource aws_vpc.man", 'Did you mean "aws_vpc.main"?'),
        ("aws_vpc.there.id", "Undeclared resource aws_vpc.there", 'Did you mean "data.aws_vpc.there"?'),
        ("data.aws_vpc.main.id", "Undeclared data source data.aws_vpc.main", 'Did you mean "aws_vpc.main"?'),
        ("zones", '"zones" is no reference', "Text stands in quotes."),
    ],
)
def test_the_message(expression: str, summary: str, help_: str) -> None:
    hcl = """
variable "zones" {{
  type = list(string)
}}

module "network" {{
  source = "example.com/network/aws"
}}

resource "aws_vpc" "main" {{
  cidr_block = "10.0.0.0/16"
}}

data "aws_vpc" "there" {{
}}

output "x" {{
  value = {}
}}
"""
    diagnostic = one(hcl.format(expression))
    assert (diagnostic.summary, diagnostic.help) == (summary, help_)
