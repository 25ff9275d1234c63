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
    "a name where an ARN belongs": """
resource "aws_iam_role_policy_attachment" "x" {
  role       = "x"
  policy_arn = "AmazonS3ReadOnlyAccess" ⟵ TFG323
}
""",
    "an ARN": """
resource "aws_iam_role_policy_attachment" "x" {
  role       = "x"
  policy_arn = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"
}
""",
    "an address range of a host": """
resource "aws_security_group_rule" "x" {
  type              = "ingress"
  from_port         = 443
  to_port           = 443
  protocol          = "tcp"
  security_group_id = "sg-0123456789abcdef0"
  cidr_blocks = [
    "10.0.0.0/8",
    "10.1.0.1/16", ⟵ TFG323
  ]
}
""",
    "no JSON": """
resource "aws_iam_role" "x" {
  assume_role_policy = "{'a': 1}" ⟵ TFG323
}
""",
    "made of an expression": """
resource "aws_iam_role" "x" {
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = []
  })
}
""",
    "characters": balancer('name = "web_payments" ⟵ TFG323'),
    "the character at the end": balancer('name = "web-" ⟵ TFG323'),
    "a pattern": """
resource "aws_kms_alias" "x" {
  name          = "keys/x" ⟵ TFG323
  target_key_id = "1234abcd-12ab-34cd-56ef-1234567890ab"
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_text_of_unknown_form(hcl: str) -> None:
    expect(hcl, version=ASKED)


def test_the_messages() -> None:
    found = one(balancer('name = "web_payments"'), version=ASKED)
    assert found.summary == '"name" has the wrong form'
    assert found.detail == "It takes the characters a-z, A-Z, 0-9 and -. The AWS provider 5.100.0 refuses this."
    assert found.help == "Leave out '_'."
