"""Cases of TFG252: what OpenTofu has, in Terraform's files; what Terraform has, in OpenTofu's."""

import pytest

from tests.rules.hcl import expect

CASES = {
    "encryption": """
terraform {
  encryption { ⟵ TFG252
    method "unencrypted" "no" {
    }
  }
}
""",
    "for_each of a provider": """
provider "aws" {
  alias    = "all"
  for_each = toset(["eu-west-1"]) ⟵ TFG252
}
""",
    "enabled": """
resource "terraform_data" "x" {
  lifecycle {
    enabled = true ⟵ TFG252
  }
}
data "aws_caller_identity" "x" {
  lifecycle {
    enabled = true ⟵ TFG252
  }
}
""",
    "lifecycle of a module": """
module "m" {
  source = "./m"
  lifecycle { ⟵ TFG252
    enabled = true
  }
}
== m/main.tf
output "x" {
  value = 1
}
""",
    "the name of the engine": """
output "workspace" {
  value = tofu.workspace ⟵ TFG252
}
""",
    "a block about the language": """
language { ⟵ TFG252
}
""",
    "a provider of mocks for each": """
output "x" {
  value = 1
}
== tests/a.tftest.hcl
mock_provider "aws" {
  alias    = "all"
  for_each = toset(["eu-west-1"]) ⟵ TFG252
}
run "one" {
}
""",
    "functions": """
output "x" {
  value = cidrcontains("10.0.0.0/8", "10.1.0.0/16") ⟵ TFG453
}
output "y" {
  value = urldecode("a%20b") ⟵ TFG453
}
output "z" {
  value = base64gunzip("H4sIAAAAAAAA") ⟵ TFG453
}
""",
}

IN_TOFU = {
    "all of it in OpenTofu": """
== main.tofu
terraform {
  required_version = ">= 1.8"
  encryption {
    key_provider "pbkdf2" "p" {
      passphrase = var.passphrase
    }
    method "aes_gcm" "m" {
      keys = key_provider.pbkdf2.p
    }
    state {
      method   = method.aes_gcm.m
      enforced = true
      fallback {
      }
    }
    remote_state_data_sources {
      remote_state_data_source "other" {
        method = method.aes_gcm.m
      }
    }
  }
}
language {
}
variable "passphrase" {
  type = string
}
variable "safe" {
  type    = bool
  default = true
}
provider "aws" {
  alias    = "by_region"
  for_each = toset(["eu-west-1", "us-east-1"])
  region   = each.value
}
resource "aws_sqs_queue" "q" {
  for_each = toset(["eu-west-1", "us-east-1"])
  provider = aws.by_region[each.key]
  name     = "q"
  lifecycle {
    prevent_destroy = var.safe
    destroy         = false
  }
}
resource "terraform_data" "x" {
  input = [tofu.workspace, cidrcontains("10.0.0.0/8", "10.1.0.0/16"), urldecode("a%20b"), base64gunzip("H4sI")]
  lifecycle {
    enabled = var.safe
  }
}
module "m" {
  source = "./m"
  providers = {
    aws = aws.by_region["eu-west-1"]
  }
  lifecycle {
    enabled = var.safe
  }
}
== m/main.tf
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"
}
""",
    "actions": """
== main.tofu
action "aws_lambda_invoke" "x" { ⟵ TFG252
}
resource "terraform_data" "x" {
  lifecycle {
    action_trigger { ⟵ TFG252
    }
  }
}
""",
    "tests": """
== main.tofu
output "x" {
  value = 1
}
== tests/a.tftest.hcl
test { ⟵ TFG252
  parallel = true
}
run "one" {
  state_key = "x" ⟵ TFG252
  parallel  = true ⟵ TFG252
}
run "one" {
}
""",
    "what neither of them has": """
== main.tofu
resource "terraform_data" "x" {
  lifecycle {
    enable = true ⟵ TFG221
  }
}
output "x" {
  value = urldecde("a") ⟵ TFG453
}
""",
}


@pytest.mark.parametrize("title", CASES)
def test_what_terraform_does_not_have(title: str) -> None:
    expect(CASES[title])


@pytest.mark.parametrize("title", IN_TOFU)
def test_what_opentofu_does_not_have(title: str) -> None:
    """No OpenTofu can be had to judge it: its documentation and source say so, see ``data/engines.toml``."""
    expect(IN_TOFU[title], unused=True)


def test_the_engine_decides() -> None:
    expect(CASES["enabled"].replace(" ⟵ TFG252", ""), engine="tofu")
