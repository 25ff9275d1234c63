import pytest

from tests.rules.hcl import expect, one
from tfgen.diagnostics import Severity

MODULE = """
== m/main.tf
output "id" {
  value = { x = "1" }
}
"""

CASES = {
    "of a module": """
module "m" {
  source = "./m"
}

locals {
  a = module.m.id
  b = module.m.idd ⟵ TFG406
  c = "${module.m.arn}" ⟵ TFG406
  d = module.m.id.x
  e = module.m["id"].x
}
"""
    + MODULE,
    "of its instances": """
module "m" {
  source = "./m"
  count  = 2
}

module "n" {
  source   = "./m"
  for_each = toset(["x"])
}

locals {
  a = module.m[0].id
  b = module.m[0].idd ⟵ TFG406
  c = [for i in [0, 1] : module.m[i].idd] ⟵ TFG406
  d = module.n["x"].idd ⟵ TFG406
  e = module.m[*].idd ⟵ TFG406
  f = module.n.x.id
  g = { for k, m in module.n : k => m.id }
}
"""
    + MODULE,
}


MAYBE = {
    "of a condition that is not known": 'var.v == "" ? module.m.idd : var.v',
    "of a condition that is known": 'true ? "x" : module.m.idd',
    "of an operator": 'var.v == "" || module.m.idd',
    "in a template": '"${var.v == "" ? module.m.idd : var.v}"',
}


@pytest.mark.parametrize("value", MAYBE.values(), ids=MAYBE)
def test_in_a_branch_it_is_a_warning(value: str) -> None:
    variable = 'variable "v" {\n  type = string\n}\n'
    module = 'module "m" {\n  source = "./m"\n}\n'
    diagnostic = one(f'{variable}{module}output "x" {{\n  value = {value}\n}}\n{MODULE}')
    assert (diagnostic.code, diagnostic.severity) == ("TFG406", Severity.WARNING)


def test_try_and_can_catch_it() -> None:
    expect(
        """
module "m" {
  source = "./m"
}

locals {
  a = try(module.m.idd, 1)
  b = can(module.m.idd)
  c = [module.m.idd, try(module.m.idd, 1)] ⟵ TFG406
}
"""
        + MODULE
    )


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_unknown_module_output(hcl: str) -> None:
    expect(hcl)


def test_the_message() -> None:
    diagnostic = one('module "m" {\n  source = "./m"\n}\n\nlocals {\n  a = module.m.idd\n}\n' + MODULE)
    assert diagnostic.summary == 'Unknown module output "idd"'
    assert diagnostic.detail == "The module of module.m has no such output."
    assert diagnostic.help == 'Did you mean "id"?'
