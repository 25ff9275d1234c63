"""Test files: their assertions, judged by ``terraform test``, and what they say of the language's own blocks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.annotations import files_of, refused
from tests.oracle import Case, Judge
from tests.rules.hcl import expect
from tests.rules.language.test_invalid_expected_failure import ON_TEST as EXPECTED_FAILURES
from tests.rules.language.test_test_value_of_wrong_type import ON_TEST as WRONG_VALUES
from tests.rules.references.test_invalid_test_reference import ON_TEST as REFERENCES

_MODULE = """
variable "name" {
  type    = string
  default = "x"
}
locals {
  tags = { Name = var.name }
}
resource "aws_vpc" "one" {
  cidr_block = "10.0.0.0/16"
  tags       = local.tags
}
resource "aws_subnet" "many" {
  count      = 2
  vpc_id     = aws_vpc.one.id
  cidr_block = cidrsubnet("10.0.0.0/16", 8, count.index)
}
module "inner" {
  source = "./inner"
}
output "vpc_id" {
  value = aws_vpc.one.id
}
== inner/main.tf
output "id" {
  value = "x"
}
"""

_RUN = (
    _MODULE
    + """
== tests/a.tftest.hcl
mock_provider "aws" {
}
variables {
  extra = "y"
}
run "one" {
  assert {
    condition     = <condition>
    error_message = "It must be so: ${var.extra}."
  }
}
"""
)

_CONDITIONS = {
    'aws_vpc.one.cidr_block == "10.0.0.0/16"': "",
    "length(aws_subnet.many) == 2": "",
    'aws_subnet.many[0].cidr_block == "10.0.0.0/24"': "",
    'module.inner.id == "x"': "",
    "local.tags.Name == var.name": "",
    "output.vpc_id == aws_vpc.one.id": "",
    'var.extra == "y"': "",
    'aws_vpc.one.cidr == "10.0.0.0/16"': "TFG402",
    'aws_vpc.two.cidr_block == "10.0.0.0/16"': "TFG401",
    'local.tag.Name == "x"': "TFG401",
    'module.outer.id == "x"': "TFG401",
    'data.aws_vpc.x.id == "x"': "TFG401",
    'aws_vpc.one[0].id == "x"': "TFG413",
    'aws_subnet.many.id == "x"': "TFG412",
    'length(aws_vpc.one.id, "x") == 2': "TFG454",
    "lenght(aws_subnet.many) == 2": "TFG453",
    "each.key == aws_vpc.one.id": "TFG410",
    "aws_vpc.one.tags": "TFG457",
    "aws_vpc.one.tags + 1 == 2": "TFG451",
}

ASSERTIONS = {
    condition: _RUN.replace("<condition>", condition + (f" ⟵ {code}" if code else ""))
    for condition, code in _CONDITIONS.items()
}

STRUCTURE = {
    "a whole test file": _MODULE
    + """
== tests/a.tftest.hcl
variables {
  name = "x"
}
provider "aws" {
  alias  = "real"
  region = "eu-west-1"
}
mock_provider "aws" {
  mock_resource "aws_vpc" {
    defaults = {
      arn = "arn:aws:ec2:eu-west-1:123456789012:vpc/vpc-1"
    }
  }
  override_resource {
    target = aws_vpc.one
    values = {}
  }
}
run "one" {
  command         = plan
  expect_failures = []
  state_key       = "one"
  plan_options {
    mode    = normal
    refresh = true
    replace = [aws_vpc.one]
    target  = [aws_vpc.one]
  }
  variables {
    name = "y"
  }
  assert {
    condition     = var.name == "y"
    error_message = 5
  }
}
== tests/mocks/a.tfmock.hcl
mock_data "aws_caller_identity" {
  defaults = {}
}
override_data {
  target = data.aws_caller_identity.this
}
""",
    "unknown blocks and arguments": """
output "x" {
  value = 1
}
== tests/a.tftest.hcl
run "one" {
  comand = plan ⟵ TFG221
  asert { ⟵ TFG220
  }
}
assert { ⟵ TFG220
}
resource "aws_vpc" "x" { ⟵ TFG220
}
name = "x" ⟵ TFG221
""",
    "wrong words": """
output "x" {
  value = 1
}
== tests/a.tftest.hcl
run "one" {
  command = destroy ⟵ TFG243
  plan_options {
    mode = refresh ⟵ TFG243
  }
}
run "two" {
  command = "plan" ⟵ TFG243
}
mock_provider "aws" {
  override_during = always ⟵ TFG243
}
""",
    "what is missing, and what is there twice": """
output "x" {
  value = 1
}
== tests/a.tftest.hcl
run "one" {
  variables {
    a = 1
  }
  variables { ⟵ TFG225
    b = 1
  }
  assert { ⟵ TFG223
    condition = output.x == 1
  }
  module { ⟵ TFG223
  }
}
override_resource { ⟵ TFG223
}
run { ⟵ TFG222
}
run "a" "b" { ⟵ TFG222
}
""",
    "a version and a condition that looks at nothing": """
output "x" {
  value = 1
}
== tests/a.tftest.hcl
provider "aws" {
  version = "~> 6.0" ⟵ TFG221
}
run "one" {
  assert {
    condition     = true ⟵ TFG239
    error_message = "Never."
  }
}
""",
    "modules of runs": """
output "x" {
  value = 1
}
== setup/main.tf
output "id" {
  value = 1
}
== tests/a.tftest.hcl
run "one" {
  module {
    source = "./setup"
  }
}
run "three" {
  module {
    source = "git::https://example.com/setup.git" ⟵ TFG240
  }
}
run "four" {
  module {
    source = "setup" ⟵ TFG240
  }
}
""",
    "a run of a missing module": """
output "x" {
  value = 1
}
== tests/a.tftest.hcl
run "one" {
  module {
    source = "./setp" ⟵ tfgen TFG240
  }
}
""",
    "JSON": """
variable "name" {
  default = "x"
}
output "x" {
  value = var.name
}
== tests/a.tftest.json
{
  "variables": {"name": "y"},
  "run": {
    "one": {
      "command": "plan",
      "expect_failures": ["var.name"],
      "assert": {"condition": "${output.x == var.name}", "error_message": "It is so."}
    },
    "two": {
      "command": "destroy" ⟵ TFG243
    }
  }
}
""",
    "JSON of another form": """
output "x" {
  value = 1
}
== tests/a.tftest.json
{
  "run": {
    "one": {
      "comand": "plan" ⟵ TFG281
    }
  }
}
""",
}


@pytest.mark.parametrize("condition", ASSERTIONS)
def test_assertions(condition: str) -> None:
    expect(ASSERTIONS[condition])


@pytest.mark.parametrize("title", STRUCTURE)
def test_structure(title: str) -> None:
    expect(STRUCTURE[title])


@pytest.mark.terraform
def test_terraform_test_refuses_the_same_lines(oracle: Callable[[str], Judge]) -> None:
    cases = {**ASSERTIONS, **REFERENCES, **WRONG_VALUES, **EXPECTED_FAILURES}
    verdicts = oracle("6.62.0").test([Case(title, files_of(text)) for title, text in cases.items()])
    differing = []
    for text, verdict in zip(cases.values(), verdicts, strict=True):
        if sorted({(d.file, d.line) for d in verdict.errors}) != refused(text):
            differing.append(str(verdict))
    assert not differing, "\n".join(differing)


@pytest.mark.terraform
def test_terraform_refuses_the_same_structure(oracle: Callable[[str], Judge]) -> None:
    verdicts = oracle("6.62.0").judge([Case(title, files_of(text)) for title, text in STRUCTURE.items()])
    differing = []
    for text, verdict in zip(STRUCTURE.values(), verdicts, strict=True):
        if sorted({(d.file, d.line) for d in verdict.errors if d.file}) != refused(text):
            differing.append(str(verdict))
    assert not differing, "\n".join(differing)
