from collections.abc import Callable
from pathlib import Path

import pytest

from tests.directories import check, differing, expect
from tests.oracle import Judge

CASES = {
    "an argument is replaced": """
== main.tf
resource "aws_vpc" "x" {
  cidr_block = var.nowhere
}
== override.tf
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"
}
""",
    "what replaces it is judged where it stands": """
== main.tf
resource "aws_vpc" "x" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_hostnames = true
}
== x_override.tf
# a comment
resource "aws_vpc" "x" {
  enable_dns_hostnames = "yes" ⟵ TFG309
}
""",
    "a reference in an override file": """
== main.tf
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"
}
== override.tf
resource "aws_vpc" "x" {
  cidr_block = var.nowhere ⟵ TFG401
}
""",
    "an override does not complete a block": """
== main.tf
resource "aws_kms_alias" "x" { ⟵ TFG302
  name = "alias/x"
}
== override.tf
resource "aws_kms_alias" "x" {
  target_key_id = "a"
}
""",
    "what is missing in both is missing": """
== main.tf
resource "aws_kms_alias" "x" { ⟵ TFG302
  name = "alias/x"
}
== override.tf
resource "aws_kms_alias" "x" {
  name = "alias/y"
}
""",
    "an unknown argument in an override is ignored": """
== main.tf
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"
}
== override.tf
resource "aws_vpc" "x" {
  cidr_blok = "10.0.0.0/8" ⟵ TFG301 warning
}
""",
    "and its value with it": """
== main.tf
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"
}
== override.tf
resource "aws_vpc" "x" {
  cidr_blok = var.nowhere ⟵ TFG301 warning TFG401 warning
}
""",
    "an unknown argument in an overridden block is ignored too": """
== main.tf
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"
  cidr_blok  = "10.0.0.0/16" ⟵ TFG301 warning
}
== override.tf
resource "aws_vpc" "x" {
}
""",
    "an escaped one too": """
== main.tf
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"
  _ {
    cidr_blok = "10.0.0.0/16" ⟵ TFG301 warning
  }
}
== override.tf
resource "aws_vpc" "x" {
}
""",
    "but not in a nested block": """
== main.tf
resource "aws_efs_file_system" "x" {
}
== override.tf
resource "aws_efs_file_system" "x" {
  lifecycle_policy {
    transition_to_ai = "AFTER_30_DAYS" ⟵ TFG301
  }
}
""",
    "a block as argument is ignored": """
== main.tf
resource "aws_efs_file_system" "x" {
}
== override.tf
resource "aws_efs_file_system" "x" {
  lifecycle_policy = [] ⟵ TFG303 warning
}
""",
    "an argument as block is ignored": """
== main.tf
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"
}
== override.tf
resource "aws_vpc" "x" {
  tags { ⟵ TFG304 warning
    a = 1
  }
}
""",
    "nested blocks replace those of their type": """
== main.tf
resource "aws_efs_file_system" "x" {
  lifecycle_policy {
    transition_to_iaa = "AFTER_30_DAYS"
  }
}
== override.tf
resource "aws_efs_file_system" "x" {
  lifecycle_policy {
    transition_to_ia = "AFTER_30_DAYS"
  }
}
""",
    "so do dynamic ones": """
== main.tf
resource "aws_efs_file_system" "x" {
  lifecycle_policy {
    transition_to_iaa = "AFTER_30_DAYS"
  }
}
== override.tf
resource "aws_efs_file_system" "x" {
  dynamic "lifecycle_policy" {
    for_each = ["AFTER_30_DAYS"]
    content {
      transition_to_ia = lifecycle_policy.value
    }
  }
}
""",
    "too many blocks in an override": """
== main.tf
resource "aws_s3_bucket" "x" {
  versioning {
    enabled = true
  }
}
== override.tf
resource "aws_s3_bucket" "x" {
  versioning {
    enabled = true
  }
  versioning { ⟵ TFG306
    enabled = true
  }
}
""",
    "a provisioner is replaced": """
== main.tf
resource "terraform_data" "x" {
  provisioner "local-exec" {
    command = var.nowhere
  }
  connection {
    host = var.nowhere
  }
}
== override.tf
resource "terraform_data" "x" {
  provisioner "local-exec" {
    command = "ls"
  }
  connection {
    host = "x"
  }
}
""",
    "lifecycle is merged argument by argument": """
== main.tf
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"
  lifecycle {
    prevent_destroy = true
    ignore_changes  = [nothing]
  }
}
== override.tf
resource "aws_vpc" "x" {
  lifecycle {
    ignore_changes = [tags]
  }
}
""",
    "a condition cannot be overridden": """
== main.tf
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"
}
output "o" {
  value = 1
}
variable "v" {
}
== override.tf
resource "aws_vpc" "x" {
  lifecycle {
    precondition { ⟵ TFG283
      condition     = path.root != ""
      error_message = "No."
    }
  }
}
output "o" {
  precondition { ⟵ TFG283
    condition     = path.root != ""
    error_message = "No."
  }
}
variable "v" {
  validation { ⟵ TFG283
    condition     = var.v != ""
    error_message = "No."
  }
}
""",
    "depends_on cannot be overridden": """
== main.tf
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_vpc" "y" {
  cidr_block = "10.0.0.0/16"
}
output "o" {
  value = 1
}
== override.tf
resource "aws_vpc" "x" {
  depends_on = [aws_vpc.y] ⟵ TFG283
}
output "o" {
  depends_on = [aws_vpc.y] ⟵ TFG283
}
""",
    "count gives way to for_each": """
== main.tf
resource "aws_vpc" "x" {
  count      = 1
  cidr_block = "10.0.0.0/16"
}
== override.tf
resource "aws_vpc" "x" {
  for_each = toset(["a"])
}
""",
    "nothing to override": """
== main.tf
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"
}
== override.tf
resource "aws_vpc" "y" { ⟵ TFG282
  cidr_block = "10.0.0.0/16"
}
data "aws_vpc" "y" { ⟵ TFG282
}
variable "y" { ⟵ TFG282
}
output "y" { ⟵ TFG282
  value = 1
}
locals {
  y = 1 ⟵ TFG282
}
provider "aws" {
  alias  = "y"
  region = "us-east-1"
}
""".replace('provider "aws" {', 'provider "aws" { ⟵ TFG282'),
    "a module call that is not there": """
== main.tf
locals {
}
== override.tf
module "y" { ⟵ TFG282
  source = "./m"
}
== m/main.tf
locals {
}
""",
    "a provider's default configuration need not be there": """
== main.tf
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"
}
== override.tf
provider "aws" {
  region = "us-east-1"
}
""",
    "a provider is overridden": """
== main.tf
provider "aws" {
  region = var.nowhere
}
provider "aws" {
  alias  = "west"
  region = var.nowhere
}
== override.tf
provider "aws" {
  alias  = "west"
  region = "us-west-2"
}
provider "aws" {
  region = "us-east-1"
}
""",
    "moved, import and check": """
== main.tf
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"
}
== override.tf
moved { ⟵ TFG283
  from = aws_vpc.y
  to   = aws_vpc.x
}
import { ⟵ TFG283
  id = "vpc-1"
  to = aws_vpc.x
}
check "x" { ⟵ TFG283
  assert {
    condition     = aws_vpc.x.id != ""
    error_message = "No."
  }
}
""",
    "a removed block is passed over": """
== main.tf
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"
}
== override.tf
removed {
  from = aws_vpc.x
}
""",
    "a local value is replaced": """
== main.tf
locals {
  a = var.nowhere
  b = local.a
}
== override.tf
locals {
  a = 1
}
""",
    "later files win": """
== main.tf
locals {
  a = 1
}
output "o" {
  value = var.nowhere
}
== a_override.tf
locals {
  a = var.nowhere
}
output "o" {
  value = var.nowhere
}
== b_override.tf
locals {
  a = 2
}
output "o" {
  value = local.b ⟵ TFG401
}
""",
    "twice in one file": """
== main.tf
locals {
  a = 1
}
variable "v" {
}
== override.tf
locals {
  a = 2
}
locals {
  a = 3
}
variable "v" {
  type = string
}
variable "v" {
  default = "x"
}
""",
    "required providers are replaced one by one": """
== main.tf
terraform {
  required_version = "< 1.0"
  required_providers {
    aws = {
      source = "nowhere/aws"
    }
  }
}
resource "aws_vpc" "x" {
  cidr_blok = "10.0.0.0/16" ⟵ TFG301
}
== override.tf
terraform {
  required_version = ">= 1.0"
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}
""",
    "a backend is replaced": """
== main.tf
terraform {
  backend "s3" {
    bucket = "x"
    key    = "x"
    region = "us-east-1"
  }
}
== override.tf
terraform {
  backend "local" {
  }
}
""",
    "a module's source is replaced": """
== main.tf
module "m" {
  source = "./one"
}
== override.tf
module "m" {
  source = "./two"
}
== one/main.tf
variable "needed" {
}
== two/main.tf
locals {
}
""",
    "an unknown input of an overridden call is ignored": """
== main.tf
module "m" {
  source = "./m"
}
== override.tf
module "m" {
  nothing = 1 ⟵ TFG404 warning
}
== m/main.tf
locals {
}
""",
    "an output needs its value": """
== main.tf
output "o" { ⟵ TFG302
  description = "x"
}
== override.tf
output "o" {
  value = 1
}
""",
    "an overriding output needs none": """
== main.tf
output "o" {
  value = 1
}
== override.tf
output "o" {
  description = "x"
}
""",
    "a type in a JSON file": """
== main.tf
variable "v" {
  type = string
}
output "o" {
  value = var.v
}
== override.tf.json
{"variable": {"v": {
  "type": "object({ a = optional(list(string), [\\"x\\"]) })",
  "default": {"a": 3} ⟵ TFG465
}}}
""",
    "a JSON file overrides": """
== main.tf
resource "aws_efs_file_system" "x" {
  lifecycle_policy {
    transition_to_iaa = "AFTER_30_DAYS"
  }
  tags = {
    a = var.nowhere
  }
}
== x_override.tf.json
{"resource": {"aws_efs_file_system": {"x": {
  "lifecycle_policy": [{"transition_to_ia": "AFTER_30_DAYS"}],
  "tags": {"a": "${local.a}"} ⟵ TFG401
}}}}
""",
    "a JSON file is overridden": """
== main.tf.json
{"resource": {"aws_vpc": {"x": {
  "cidr_block": "${var.nowhere}"
}}}}
== override.tf
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"
}
""",
    "in a module too": """
== main.tf
module "m" {
  source = "./m"
  cidr   = "10.0.0.0/16"
}
== m/main.tf
variable "cidr" {
}
resource "aws_vpc" "x" {
  cidr_block = var.cidrr
}
== m/override.tf
resource "aws_vpc" "x" {
  cidr_block = var.cird ⟵ TFG401
}
""",
    "a broken override file": """
== main.tf
locals {
}
== override.tf
locals { ⟵ TFG201
""",
}


@pytest.mark.parametrize("title", CASES)
def test_cases(title: str, tmp_path: Path) -> None:
    expect(tmp_path, CASES[title])


def test_a_message_names_the_line_of_the_override_file(tmp_path: Path) -> None:
    text = """
== main.tf
provider "aws" {
  region = "us-east-1"
}
variable "v" {
  default = "10.0.0.0/16"
}
output "o" {
  value = cidrhost(var.v, 1)
}
== a_override.tf
# zero

variable "v" {
  default = "10.0.0.0/99"
}
"""
    (diagnostic,) = check(tmp_path, text).result.diagnostics
    assert f"the default of var.v ({tmp_path.as_posix()}/a_override.tf:4)" in diagnostic.help


@pytest.mark.terraform
def test_terraform_sees_it_likewise(oracle: Callable[[str], Judge]) -> None:
    assert not differing(oracle("6.62.0"), CASES)
