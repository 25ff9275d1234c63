import pytest

from tests.rules.hcl import expect

ASKED = "5.100.0"


CASES = {
    "an id": """
resource "aws_eip" "x" {
  id     = "eipalloc-0123456789abcdef0" ⟵ TFG328
  domain = "vpc"
}
""",
    "an id that is not known": """
variable "id" {
  type = string
}
resource "aws_eip" "x" {
  id = var.id ⟵ TFG328
}
""",
    "null": """
resource "aws_eip" "x" {
  id = null
}
""",
    "the id of a data source": """
data "aws_eip" "x" {
  id = "eipalloc-0123456789abcdef0"
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_argument_never_taken(hcl: str) -> None:
    expect(hcl, version=ASKED)
