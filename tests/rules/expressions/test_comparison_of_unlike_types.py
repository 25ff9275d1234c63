import pytest

from tests.rules.hcl import expect

CASES = {
    "variables and literals": """
variable "n" { type = number }
variable "s" { type = string }
variable "b" { type = bool }
variable "any" {}
variable "o" { type = object({ size = number }) }

locals {
  wrong_0 = var.n == "1" ⟵ TFG472 warning
  wrong_1 = var.s != 1 ⟵ TFG472 warning
  wrong_2 = var.b == "true" ⟵ TFG472 warning
  wrong_3 = var.b == 1 ⟵ TFG472 warning
  wrong_4 = var.o.size == "big" ⟵ TFG472 warning
  wrong_5 = length(var.s) == "0" ⟵ TFG472 warning
  wrong_6 = "${var.n}0" == 10 ⟵ TFG472 warning
  wrong_7 = var.n == 1 && tostring(var.n) == 2 ⟵ TFG472 warning
  right_0 = var.n == 1
  right_1 = tostring(var.n) == "1"
  right_2 = var.any == "1"
  right_3 = var.n == null
  right_4 = var.b == true
  right_5 = [for x in ["1"] : x == "1"]
  wrong_8 = "${var.n}" == "1" ⟵ TFG472 warning
}
""",
    "resources and local values": """
resource "aws_instance" "x" {
  count         = 1
  ami           = "ami-12345678"
  instance_type = "t3.micro"
}

locals {
  port    = 443
  wrong_0 = local.port == "443" ⟵ TFG472 warning
  wrong_1 = aws_instance.x[0].ebs_optimized == "true" ⟵ TFG472 warning
  wrong_2 = aws_instance.x[0].id == 1 ⟵ TFG472 warning
  right_0 = local.port == 443
  right_1 = aws_instance.x[0].ebs_optimized == true
}
""",
    "what TFG403 says already": """
variable "flag" {
  type    = string
  default = "false"
}

locals {
  wrong_0 = var.flag == false ⟵ tfgen TFG403 warning
  wrong_1 = true != var.flag ⟵ tfgen TFG403 warning
}
""",
    "instances": """
resource "aws_eip" "x" {
  for_each = { a = 1, b = "2" }
  domain   = each.value == "1" ? "vpc" : "standard"
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_comparison_of_unlike_types(hcl: str) -> None:
    expect(hcl)
