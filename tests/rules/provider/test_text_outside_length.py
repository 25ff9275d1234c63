import pytest

from tests.rules.hcl import expect, one

ASKED = "5.100.0"

LB = """
{before}
resource "aws_lb" "x" {{
  subnets = ["subnet-0123456789abcdef0"]
  {line}
}}
"""


def balancer(line: str, before: str = "") -> str:
    return LB.format(line=line, before=before)


CASES = {
    "too long": balancer('name = "web-load-balancer-of-the-payments-team" ⟵ TFG322'),
    "long enough": balancer('name = "web-payments"'),
    "empty is taken": balancer('name = ""'),
    "a prefix too long": balancer('name_prefix = "payments" ⟵ TFG322'),
    "too short": """
resource "aws_launch_template" "x" {
  name = "x" ⟵ TFG322
}
""",
    "other letters than ASCII's are not counted": """
resource "aws_iam_role" "x" {
  assume_role_policy = jsonencode({})
  description        = "é"
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_text_outside_length(hcl: str) -> None:
    expect(hcl, version=ASKED)


def test_the_message() -> None:
    found = one(balancer('name_prefix = "payments"'), version=ASKED)
    assert found.summary == '"name_prefix" cannot be 8 characters long'
    assert found.detail == "It takes 1 to 6 characters. The AWS provider 5.100.0 refuses this."
