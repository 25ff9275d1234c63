import pytest

from tests.rules.hcl import expect

CASES = {
    "Unknown function uper": """
output "x" {
  value = uper("a") ⟵ TFG453
}
""",
    "Unknown function lenght": """
output "x" {
  value = [for x in ["a"] : lenght(x)] ⟵ TFG453
}
""",
    "Unknown function joinn": """
resource "aws_vpc" "v" {
  cidr_block = "10.0.0.0/16"
  tags       = { Name = joinn("-", ["a", "b"]) } ⟵ TFG453
}
""",
    "fine 1": """
variable "b" {
  type = bool
}
output "x" {
  value = var.b ? upper("a") : "b"
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_unknown_function(hcl: str) -> None:
    expect(hcl)
