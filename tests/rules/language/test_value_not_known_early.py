"""Cases of TFG260. OpenTofu's ``internal/configs/static_scope.go`` says what it takes; none can be had to judge it."""

import pytest

from tests.rules.hcl import expect

CASES: dict[str, str] = {}
"""Terraform reads no ``.tofu`` files."""

IN_TOFU = {
    "variables and locals": """
== main.tofu
variable "name" {
  type = string
}
locals {
  key     = "${var.name}/${terraform.workspace}"
  version = "1.2.3"
}
terraform {
  backend "s3" {
    bucket = var.name
    key    = local.key
    region = "eu-west-1"
  }
}
module "m" {
  source  = "example.com/a/${var.name}/aws"
  version = local.version
}
provider "aws" {
  alias    = "by_region"
  for_each = toset([var.name])
  region   = each.key
}
""",
    "a resource in a backend": """
== main.tofu
resource "terraform_data" "x" {
}
terraform {
  backend "s3" {
    bucket = terraform_data.x.id ⟵ TFG260
    key    = "x"
    region = "eu-west-1"
  }
}
""",
    "a local value made of a data source": """
== main.tofu
data "aws_region" "this" {
}
locals {
  region = data.aws_region.this.region
  where  = local.region
}
module "m" {
  source = "./${local.where}" ⟵ TFG260
}
""",
    "a module's output and a key": """
== main.tofu
module "a" {
  source = "./a"
}
module "b" {
  for_each = toset(["x"])
  source   = "./${each.key}" ⟵ TFG260
}
provider "aws" {
  alias    = "all"
  for_each = module.a.regions ⟵ TFG260
  region   = each.key
}
== a/main.tf
output "regions" {
  value = toset(["eu-west-1"])
}
""",
    "a resource in encryption": """
== main.tofu
resource "terraform_data" "x" {
}
terraform {
  encryption {
    key_provider "pbkdf2" "p" {
      passphrase = terraform_data.x.id ⟵ TFG260
    }
  }
}
""",
}


@pytest.mark.parametrize("title", IN_TOFU)
def test_value_not_known_early(title: str) -> None:
    expect(IN_TOFU[title])
