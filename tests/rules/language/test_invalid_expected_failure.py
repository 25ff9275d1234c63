"""Cases of TFG254."""

import pytest

from tests.rules.hcl import expect

_MODULE = """
variable "name" {
  type    = string
  default = "x"
}
locals {
  x = var.name
}
resource "terraform_data" "q" {
  input = local.x
}
output "name" {
  value = var.name
}
check "health" {
  assert {
    condition     = var.name != ""
    error_message = "It must have a name."
  }
}
"""

CASES = {
    "objects with conditions": _MODULE
    + """
== tests/a.tftest.hcl
run "one" {
  expect_failures = [var.name, output.name, check.health, terraform_data.q]
}
""",
    "objects without conditions": _MODULE
    + """
== tests/a.tftest.hcl
run "one" {
  expect_failures = [
    local.x, ⟵ TFG254
    path.module, ⟵ TFG254
    var.name,
  ]
}
""",
    "another run": _MODULE
    + """
== tests/a.tftest.hcl
run "one" {
}
run "two" {
  expect_failures = [run.one] ⟵ TFG254
}
""",
    "no list": _MODULE
    + """
== tests/a.tftest.hcl
run "one" {
  expect_failures = var.name ⟵ TFG254
}
""",
}

ON_TEST = {
    "what is not declared": _MODULE
    + """
== tests/a.tftest.hcl
run "one" {
  expect_failures = [
    var.nam, ⟵ TFG254
    output.nam, ⟵ TFG254
    check.helth, ⟵ TFG254
    terraform_data.x, ⟵ TFG254
    data.aws_vpc.x, ⟵ TFG254
  ]
}
""",
    "what the executed module declares": _MODULE
    + """
== setup/main.tf
variable "zones" {
  type    = number
  default = 1
  validation {
    condition     = var.zones > 3
    error_message = "It needs more zones."
  }
}
== tests/a.tftest.hcl
run "one" {
  command = plan
  module {
    source = "./setup"
  }
  expect_failures = [var.zones]
}
run "two" {
  module {
    source = "./setup"
  }
  variables {
    zones = 5
  }
  expect_failures = [var.name] ⟵ TFG254
}
""",
}

"""``terraform test`` finds these; see ``tests/rules/test_test_files.py``."""


@pytest.mark.parametrize("title", [*CASES, *ON_TEST])
def test_invalid_expected_failure(title: str) -> None:
    expect((CASES | ON_TEST)[title])
