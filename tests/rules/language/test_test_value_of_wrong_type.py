"""Cases of TFG258; ``terraform test`` judges them, see ``tests/rules/test_test_files.py``."""

import pytest

from tests.rules.hcl import expect

CASES: dict[str, str] = {}
"""``terraform validate`` finds none."""

ON_TEST = {
    "values of a run": """
variable "ports" {
  type    = list(number)
  default = []
}
output "ports" {
  value = var.ports
}
== tests/a.tftest.hcl
run "one" {
  command = plan
  variables {
    ports = 443 ⟵ TFG258
  }
}
""",
    "values that fit": """
variable "ports" {
  type    = list(number)
  default = []
}
output "ports" {
  value = var.ports
}
== tests/a.tftest.hcl
variables {
  ports = ["443"]
}
run "one" {
  command = plan
}
""",
    "values of the file": """
variable "ports" {
  type    = list(number)
  default = []
}
output "ports" {
  value = var.ports
}
== tests/a.tftest.hcl
variables {
  ports = ["https"] ⟵ TFG258
}
run "one" {
  command = plan
}
""",
    "a run has a value of its own": """
variable "ports" {
  type    = list(number)
  default = []
}
output "ports" {
  value = var.ports
}
== tests/a.tftest.hcl
variables {
  ports = "none"
}
run "one" {
  command = plan
  variables {
    ports = [1]
  }
}
""",
    "null for what needs a value": """
variable "name" {
  type     = string
  nullable = false
}
output "name" {
  value = var.name
}
== tests/a.tftest.hcl
run "one" {
  command = plan
  variables {
    name = null ⟵ TFG258
  }
}
""",
}


@pytest.mark.parametrize("title", ON_TEST)
def test_test_value_of_wrong_type(title: str) -> None:
    expect(ON_TEST[title])
