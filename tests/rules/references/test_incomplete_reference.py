import pytest

from tests.rules.hcl import expect, one

CASES = {
    "data and its type only": """
data "aws_vpc" "main" {
}

locals {
  a = data ⟵ TFG408
  b = data.aws_vpc ⟵ TFG408
  c = data.aws_vpc["main"] ⟵ TFG408
  d = data.aws_vpc.main
}
""",
    "other kinds with one name too few": """
locals {
  a = resource.aws_vpc ⟵ TFG408
  b = ephemeral.aws_secretsmanager_secret_version ⟵ TFG408
  c = resource ⟵ TFG408
  d = ephemeral ⟵ TFG408
}
""",
    "kinds alone": """
locals {
  a = local ⟵ TFG408
  b = var ⟵ TFG408
  c = module ⟵ TFG408
  d = path ⟵ TFG408
  e = terraform ⟵ TFG408
  f = each ⟵ TFG408
  g = count ⟵ TFG408
}
""",
    "an index for a name": """
variable "a" {
  default = "a"
}

locals {
  a = var["a"] ⟵ TFG408
  b = var.a
  c = path["module"] ⟵ TFG408
}
""",
    "a resource type with an index": """
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

locals {
  a = aws_vpc["main"].id ⟵ TFG408
  b = aws_vpc.main.id
}
""",
    "an output in brackets": """
module "m" {
  source = "./m"
  count  = 1
}

output "a" {
  value = module.m[0]["x"] ⟵ TFG408
}

output "b" {
  value = module.m[0].x
}
== m/main.tf
output "x" {
  value = 1
}
""",
    "words that Terraform keeps": """
locals {
  a = template.x ⟵ TFG408
  b = lazy.x ⟵ TFG408
  c = arg.x ⟵ TFG408
  d = action.x.y ⟵ TFG408
}
""",
    "the same names bound by an expression": """
locals {
  a = [for data in ["a"] : data]
  b = { for var, path in { a = "b" } : var => path }
  c = [for template in [{ x = 1 }] : template.x]
}
""",
    "in depends_on": """
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
  depends_on = [data.aws_vpc] ⟵ TFG230
}
""",
    "attributes and keys of those names": """
locals {
  data = { var = "x", path = "y" }
  a    = local.data.var
  b    = local.data["path"]
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_incomplete_reference(hcl: str) -> None:
    expect(hcl)


def test_the_message() -> None:
    diagnostic = one('output "x" {\n  value = data.aws_vpc\n}\n')
    assert diagnostic.summary == 'Incomplete reference "data.aws_vpc"'
    assert diagnostic.detail == 'After "data." stand a type and a name.'
    assert one('output "x" {\n  value = var\n}\n').detail == 'After "var." stands the name of an input variable.'
    assert one('output "x" {\n  value = path\n}\n').detail == 'After "path." stands "module", "root" or "cwd".'
