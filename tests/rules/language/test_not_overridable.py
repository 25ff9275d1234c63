"""Cases of TFG283; more of them stand in tests/terraform/config/test_overrides.py."""

import pytest

from tests.rules.hcl import expect, one

CASES = {
    "arguments and nested blocks": """
resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"
}
== override.tf
resource "aws_vpc" "a" {
  cidr_block = "10.1.0.0/16"
  lifecycle {
    prevent_destroy = true
  }
}
""",
    "a dependency": """
resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"
}
output "b" {
  value = 1
}
== override.tf
output "b" {
  depends_on = [aws_vpc.a] ⟵ TFG283
}
""",
    "conditions": """
variable "a" {
  type = string
}
output "b" {
  value = var.a
}
== override.tf
variable "a" {
  validation { ⟵ TFG283
    condition     = var.a != ""
    error_message = "It is empty."
  }
}
output "b" {
  precondition { ⟵ TFG283
    condition     = var.a != ""
    error_message = "It is empty."
  }
}
""",
    "whole blocks": """
resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"
}
== override.tf
moved { ⟵ TFG283
  from = aws_vpc.b
  to   = aws_vpc.a
}
check "c" { ⟵ TFG283
  assert {
    condition     = aws_vpc.a.id != ""
    error_message = "It has no ID."
  }
}
""",
    "in JSON": """
resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"
}
== override.tf.json
{"moved": { ⟵ TFG283
  "from": "aws_vpc.b",
  "to": "aws_vpc.a"
}}
""",
}


def test_what_it_says() -> None:
    diagnostic = one('locals {\n  a = 1\n}\n== override.tf\nimport {\n  to = aws_vpc.a\n  id = "a"\n}\n')
    assert diagnostic.summary == "import blocks cannot be overridden"
    assert diagnostic.detail == "An override file changes arguments and nested blocks of what other files declare."
    assert diagnostic.help == "Write it in a file that is no override file."
    assert diagnostic.file == "override.tf"


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_cases(hcl: str) -> None:
    expect(hcl)
