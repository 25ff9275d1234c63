import pytest

from tests.rules.hcl import expect, one

ASKED = "5.100.0"


CASES = {
    "above": """
resource "aws_db_instance" "x" {
  skip_final_snapshot = true
  instance_class          = "db.t3.micro"
  backup_retention_period = 36 ⟵ TFG321
}
""",
    "at the border": """
resource "aws_db_instance" "x" {
  skip_final_snapshot = true
  instance_class          = "db.t3.micro"
  backup_retention_period = 35
}
""",
    "below, in a string": """
resource "aws_lambda_function" "x" {
  function_name = "x"
  role          = "arn:aws:iam::123456789012:role/x"
  filename      = "x.zip"
  handler       = "x.y"
  runtime       = "python3.12"
  memory_size   = "64" ⟵ TFG309 note TFG321
}
""",
    "zero apart from the range": """
resource "aws_lb_target_group" "x" {
  name       = "x"
  slow_start = 0
}
resource "aws_lb_target_group" "y" {
  name       = "y"
  slow_start = 20 ⟵ TFG321
}
""",
    "a fraction between two whole numbers is not judged": """
resource "aws_db_instance" "x" {
  skip_final_snapshot = true
  instance_class          = "db.t3.micro"
  backup_retention_period = var.days
}
variable "days" {
  type = number
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_number_outside_range(hcl: str) -> None:
    expect(hcl, version=ASKED)


def test_the_message() -> None:
    found = one(CASES["above"].replace(" ⟵ TFG321", ""), version=ASKED)
    assert found.summary == '"backup_retention_period" cannot be 36'
    assert found.detail == "It takes 0 to 35. The AWS provider 5.100.0 refuses this."
