import pytest

from tests.rules.hcl import expect, one

CASES = {
    "of several calls": """
module "a" { ⟵ TFG405
  source = "./m"
}

module "b" {
  source = "./m"
  x      = null
}

module "c" { ⟵ TFG405
  source   = "./m"
  for_each = toset(["x"])
  y        = 1
}
== m/main.tf
variable "x" {
  type = string
}

variable "y" {
  type    = number
  default = null
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_missing_module_input(hcl: str) -> None:
    expect(hcl)


def test_the_message() -> None:
    diagnostic = one('module "m" {\n  source = "./m"\n}\n== m/a.tf\nvariable "cidr" {\n}\n')
    assert diagnostic.summary == 'Missing module input "cidr"'
    assert diagnostic.detail == "The module of module.m requires it."
