"""Cases of TFG255."""

import pytest

from tests.rules.hcl import expect

_MODULE = """
resource "terraform_data" "q" {
  count = 2
}
data "aws_caller_identity" "this" {
}
module "inner" {
  source = "./inner"
}
== inner/main.tf
resource "terraform_data" "deep" {
}
output "id" {
  value = terraform_data.deep.id
}
"""

CASES = {
    "targets of the right kind": _MODULE
    + """
== tests/a.tftest.hcl
override_resource {
  target = terraform_data.q
}
override_resource {
  target = terraform_data.q[0]
}
override_resource {
  target = module.inner.terraform_data.deep
}
override_data {
  target = data.aws_caller_identity.this
}
override_module {
  target  = module.inner
  outputs = { id = "x" }
}
run "one" {
}
""",
    "targets of another kind": _MODULE
    + """
== tests/a.tftest.hcl
override_resource {
  target = data.aws_caller_identity.this ⟵ TFG255
}
override_data {
  target = terraform_data.q ⟵ TFG255
}
override_module {
  target = terraform_data.q ⟵ TFG255
}
override_resource {
  target = module.inner ⟵ TFG255
}
run "one" {
}
""",
    "no address": _MODULE
    + """
== tests/a.tftest.hcl
override_resource {
  target = "terraform_data.q" ⟵ TFG255
}
run "one" {
}
""",
    "what is not declared": _MODULE
    + """
== tests/a.tftest.hcl
override_resource {
  target = terraform_data.x ⟵ TFG255 warning
}
override_resource {
  target = module.inner.terraform_data.x ⟵ TFG255 warning
}
override_module {
  target = module.other ⟵ TFG255 warning
}
run "one" {
  override_data {
    target = data.aws_caller_identity.other ⟵ TFG255 warning
  }
}
""",
    "what the module of a run declares": _MODULE
    + """
== setup/main.tf
resource "terraform_data" "of_setup" {
}
== tests/a.tftest.hcl
override_resource {
  target = terraform_data.of_setup
}
run "setup" {
  module {
    source = "./setup"
  }
}
run "one" {
}
""",
}


@pytest.mark.parametrize("title", CASES)
def test_invalid_override_target(title: str) -> None:
    expect(CASES[title])
