import pytest

from tests.rules.hcl import expect, one

GROUP = """
resource "aws_elasticache_replication_group" "x" {
  replication_group_id       = "x"
  description                = "x"
  at_rest_encryption_enabled = var.flag
}

variable "flag" {
  type = string
}
"""

CASES = {
    "the resource's attribute": GROUP
    + """
locals {
  a = aws_elasticache_replication_group.x.at_rest_encryption_enabled == true ⟵ TFG403
  b = false != aws_elasticache_replication_group.x.at_rest_encryption_enabled ? 1 : 2 ⟵ TFG403
  c = "${(aws_elasticache_replication_group.x.at_rest_encryption_enabled) == (true)}" ⟵ TFG403
  d = aws_elasticache_replication_group.x.at_rest_encryption_enabled == "true"
  e = aws_elasticache_replication_group.x.transit_encryption_enabled == true
  f = tobool(aws_elasticache_replication_group.x.at_rest_encryption_enabled) == true
}
""",
    "the variable that the flag gets": GROUP
    + """
locals {
  a = var.flag == true ⟵ TFG403
  b = var.flag == "true"
}
""",
    "any other variable of type string": """
variable "x" {
  type = string
}

variable "y" {
  type = bool
}

variable "z" {
}

locals {
  a = var.x == false ⟵ TFG403 warning
  b = var.y == true
  c = var.z == true
  d = var.x == null
}
""",
    "where": """
variable "x" {
  type = string
}

resource "aws_vpc" "x" {
  count      = var.x == true ? 1 : 0 ⟵ TFG403 warning
  cidr_block = "10.0.0.0/16"

  lifecycle {
    precondition {
      condition     = var.x != true ⟵ TFG403 warning
      error_message = "x"
    }
  }
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_foreign(hcl: str) -> None:
    expect(hcl)


def test_own() -> None:
    expect('variable "x" {\n  type = string\n}\n\nlocals {\n  a = var.x == true ⟵ TFG403\n}\n', generated=True)


def test_with_a_provider_that_types_it_as_bool() -> None:
    expect(
        """
resource "aws_elasticache_replication_group" "x" {
  replication_group_id          = "x"
  replication_group_description = "x"
  number_cache_clusters         = 1
}

locals {
  a = aws_elasticache_replication_group.x.at_rest_encryption_enabled == true
}
""",
        version="3.39.0",
    )


@pytest.mark.parametrize(
    ("operator", "result"),
    [("==", "false"), ("!=", "true")],
)
def test_the_message(operator: str, result: str) -> None:
    diagnostic = one(f'variable "x" {{\n  type = string\n}}\n\nlocals {{\n  a = var.x {operator} true\n}}\n')
    assert diagnostic.summary == "A string is compared with true"
    assert diagnostic.detail == f"var.x is a string, so this is always {result}."
    assert diagnostic.help == 'Compare it with "true".'
