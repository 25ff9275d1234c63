"""Cases of TFG250. Terraform names no line for it, after some seconds of installing."""

import pytest

from tests.rules.hcl import expect

CASES = {
    "a module that calls itself": """
module "me" {
  source = "./" ⟵ tfgen TFG250
}
""",
    "two modules": """
module "a" {
  source = "./a"
}
== a/main.tf
module "b" {
  source = "../b" ⟵ tfgen TFG250
}
== b/main.tf
module "a" {
  source = "../a"
}
""",
    "back to the root over two": """
module "a" {
  source = "./a" ⟵ tfgen TFG250
}
== a/main.tf
module "b" {
  source = "./b"
}
== a/b/main.tf
module "root" {
  source = "../../"
}
""",
    "two ways to one module": """
module "a" {
  source = "./a"
}
module "b" {
  source = "./b"
}
== a/main.tf
module "common" {
  source = "../common"
}
== b/main.tf
module "common" {
  source = "../common"
}
== common/main.tf
output "x" {
  value = 1
}
""",
    "one module called twice": """
module "a" {
  source = "./a"
}
module "again" {
  source = "./a"
}
== a/main.tf
output "x" {
  value = 1
}
""",
}


@pytest.mark.parametrize("title", CASES)
def test_module_cycle(title: str) -> None:
    expect(CASES[title])
