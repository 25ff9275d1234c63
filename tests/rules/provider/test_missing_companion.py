import pytest

from tests.rules.hcl import expect

ASKED = "5.100.0"


CASES = {
    "one without the other": """
resource "aws_db_instance" "x" {
  skip_final_snapshot = true
  instance_class      = "db.t3.micro"
  password_wo_version = 1 ⟵ TFG327
}
""",
    "both": """
resource "aws_db_instance" "x" {
  skip_final_snapshot = true
  instance_class      = "db.t3.micro"
  password_wo         = "secret-of-the-house"
  password_wo_version = 1
}
""",
    "the other is not known": """
variable "password" {
  type      = string
  ephemeral = true
}
resource "aws_db_instance" "x" {
  skip_final_snapshot = true
  instance_class      = "db.t3.micro"
  password_wo         = var.password
  password_wo_version = 1
}
""",
    "the first is null": """
resource "aws_db_instance" "x" {
  skip_final_snapshot = true
  instance_class      = "db.t3.micro"
  password_wo_version = null
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_missing_companion(hcl: str) -> None:
    expect(hcl, version=ASKED)
