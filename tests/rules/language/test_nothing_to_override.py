"""Cases of TFG282; more of them stand in tests/terraform/config/test_overrides.py."""

import pytest

from tests.rules.hcl import expect, found, one

CASES = {
    "what is declared elsewhere is overridden": """
variable "a" {
  type = string
}
locals {
  b = 1
}
== a_override.tf
variable "a" {
  default = "x"
}
locals {
  b = 2
}
""",
    "everything that can be overridden": """
variable "a" {
  type = string
}
== override.tf
variable "b" { ⟵ TFG282
}
output "b" { ⟵ TFG282
  value = 1
}
resource "aws_vpc" "b" { ⟵ TFG282
  cidr_block = "10.0.0.0/16"
}
data "aws_vpc" "b" { ⟵ TFG282
}
module "b" { ⟵ TFG282
  source = "./b"
}
provider "aws" { ⟵ TFG282
  alias  = "b"
  region = "us-east-1"
}
locals {
  b = 1 ⟵ TFG282
}
== b/main.tf
locals {
  b = 1
}
""",
    "an ephemeral resource is passed over": """
variable "a" {
  type = string
}
== override.tf
ephemeral "aws_secretsmanager_secret_version" "b" { ⟵ TFG282 warning
  secret_id = "b"
}
""",
    "in JSON": """
variable "a" {
  type = string
}
== override.tf.json
{"variable": {
  "b": {} ⟵ TFG282
}}
""",
    "the default configuration of a provider may stand there alone": """
resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"
}
== override.tf
provider "aws" {
  region = "us-east-1"
}
""",
}

DECLARED = """
module "network" {
  source = "./network"
}
locals {
  color = 1
}
== network/main.tf
locals {
  color = 1
}
== override.tf
"""


def test_it_names_what_is_meant() -> None:
    diagnostic = one(DECLARED + 'module "netwrk" {\n  source = "./network"\n}\n')
    assert diagnostic.summary == "Nothing to override: module call netwrk"
    assert diagnostic.detail == (
        'No other file declares a module call "netwrk"; an override file only changes what is declared.'
    )
    assert diagnostic.help == 'Did you mean "network"?'


def test_local_values() -> None:
    diagnostics = found(DECLARED + "locals {\n  colour = 2\n  size   = 3\n}\n")
    assert [(d.summary, d.help) for d in diagnostics] == [
        ("Nothing to override: local value colour", 'Did you mean "color"?'),
        ("Nothing to override: local value size", "Move it to a file that is no override file."),
    ]
    assert diagnostics[0].detail == 'No other file declares a local value "colour".'


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_cases(hcl: str) -> None:
    expect(hcl)
