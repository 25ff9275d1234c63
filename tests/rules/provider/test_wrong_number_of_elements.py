import pytest

from tests.rules.hcl import expect

ASKED = "5.100.0"


CASES = {
    "too many in a list": """
resource "aws_lambda_function" "x" {
  function_name = "x"
  role          = "arn:aws:iam::123456789012:role/x"
  filename      = "x.zip"
  handler       = "x.y"
  runtime       = "python3.12"
  architectures = ["arm64", "x86_64"] ⟵ TFG324
}
""",
    "too few in a list": """
resource "aws_db_instance" "x" {
  skip_final_snapshot = true
  instance_class = "db.t3.micro"
  domain_dns_ips = ["10.0.0.1"] ⟵ TFG324
}
""",
    "enough": """
resource "aws_db_instance" "x" {
  skip_final_snapshot = true
  instance_class = "db.t3.micro"
  domain_dns_ips = ["10.0.0.1", "10.0.0.2"]
}
""",
    "a length that is not known": """
variable "addresses" {
  type = list(string)
}
resource "aws_db_instance" "x" {
  skip_final_snapshot = true
  instance_class = "db.t3.micro"
  domain_dns_ips = var.addresses
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_wrong_number_of_elements(hcl: str) -> None:
    expect(hcl, version=ASKED)
