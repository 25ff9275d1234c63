import pytest

from tests.rules.hcl import expect, forms, one

FORM = """
variable "x" {
  default = ""
}

module "m" {
  source = <value><mark>
}
== m/main.tf
locals {
}
"""

CASES = {
    **forms(
        FORM,
        ('"./m"', '("./m")', '"./m" == "" ? "./m" : "./m"'),
        ("var.x", '"./m${var.x}"', '""', '"m"', '"a b"', '"m/x"', '"hashicorp/consul"', '"a/b/c/d/e"', '"."', '".."'),
        "TFG240",
    ),
    "versions": """
module "m" {
  source  = "./m" ⟵ TFG240
  version = "1.0"
}

module "n" {
  source  = "git::https://example.com/x.git" ⟵ TFG240
  version = "1.0"
}
== m/main.tf
locals {
}
""",
    "a version that is no constant": """
variable "x" {
  default = ""
}

module "m" {
  source  = "hashicorp/consul/aws"
  version = var.x ⟵ TFG240
}
""",
}

ELSEWHERE = (
    "hashicorp/consul/aws",
    "app.example.com/acme/vpc/aws",
    "hashicorp/consul/aws//modules/x",
    "github.com/acme/vpc",
    "git::https://example.com/vpc.git?ref=v1",
    "git@github.com:acme/vpc.git",
    "https://example.com/vpc.zip",
    "/opt/modules/vpc",
    "s3::https://s3-eu-west-1.amazonaws.com/acme/vpc.zip",
    "bitbucket.org/acme/vpc",
    "hg::http://example.com/vpc.hg",
)


@pytest.mark.parametrize("source", ELSEWHERE)
def test_addresses_of_modules_elsewhere(source: str) -> None:
    expect(f'module "m" {{\n  source = "{source}"\n}}\n')


def test_a_constant_variable_is_known_to_new_terraform() -> None:
    expect('variable "x" {\n  const   = true\n  default = "./m"\n}\n\nmodule "m" {\n  source = var.x\n}\n')


def test_a_local_folder_is_offered() -> None:
    assert one('module "m" {\n  source = "modules/vpc"\n}\n').help == 'For a local folder write "./modules/vpc".'


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_invalid_module_source(hcl: str) -> None:
    expect(hcl)
