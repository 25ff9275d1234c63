"""Cases of TFG256; ``terraform test`` judges them, see ``tests/rules/test_test_files.py``."""

import pytest

from tests.rules.hcl import expect

CASES: dict[str, str] = {}
"""``terraform validate`` finds none."""

_MODULE = """
variable "name" {
  type    = string
  default = "x"
}
output "name" {
  value = var.name
}
== setup/main.tf
output "id" {
  value = "x"
}
"""

ON_TEST = {
    "earlier runs and their outputs": _MODULE
    + """
== tests/a.tftest.hcl
run "setup" {
  module {
    source = "./setup"
  }
}
run "one" {
  variables {
    name = run.setup.id
  }
  assert {
    condition     = output.name == run.setup.id
    error_message = "The name is ${output.name}."
  }
}
""",
    "an output that the setup does not have": _MODULE
    + """
== tests/a.tftest.hcl
run "setup" {
  module {
    source = "./setup"
  }
}
run "one" {
  variables {
    name = run.setup.name ⟵ TFG256
  }
}
""",
    "an output that the module does not have": _MODULE
    + """
== tests/a.tftest.hcl
run "one" {
  assert {
    condition     = output.id == "x" ⟵ TFG256
    error_message = "x"
  }
}
""",
    "the output in an assertion after another module": _MODULE
    + """
== tests/a.tftest.hcl
run "one" {
}
run "two" {
  assert {
    condition     = run.one.id == "x" ⟵ TFG256
    error_message = "x"
  }
}
""",
    "no such run": _MODULE
    + """
== tests/a.tftest.hcl
run "one" {
}
run "two" {
  assert {
    condition     = run.on.name == "x" ⟵ TFG256
    error_message = "x"
  }
}
""",
    "a value that is not known in tests": _MODULE
    + """
== tests/a.tftest.hcl
run "one" {
  variables {
    name = path.module ⟵ TFG256
  }
}
""",
}

LATER = (
    _MODULE
    + """
== tests/a.tftest.hcl
run "one" {
  assert {
    condition     = run.two.name == "x" ⟵ TFG256
    error_message = "x"
  }
}
run "two" {
  assert {
    condition     = run.two.name == "x" ⟵ TFG256
    error_message = "x"
  }
}
"""
)


@pytest.mark.parametrize("title", ON_TEST)
def test_invalid_test_reference(title: str) -> None:
    expect(ON_TEST[title])


def test_runs_that_come_later() -> None:
    """Terraform 1.15 says that there is a cycle, of no file."""
    expect(LATER)
