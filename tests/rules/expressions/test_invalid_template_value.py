import pytest

from tests.rules.hcl import expect

CASES = {
    "in expressions": """
variable "n" { type = number }
variable "l" { type = list(string) }
variable "o" { type = object({ name = string, size = optional(number), tags = optional(map(string), {}) }) }
locals {
 lt = ["a", "b"]
 lm = { a = 1, b = "x" }
 e = []
 z = null
}
resource "aws_vpc" "v" { cidr_block = "10.0.0.0/16" }

locals {
  wrong_0 = "${[]}x" ⟵ TFG461
  wrong_1 = "${local.lm}x" ⟵ TFG461
  wrong_2 = "${null}x" ⟵ TFG461
  wrong_3 = "${local.z}x" ⟵ TFG461
  wrong_4 = "%{ for a in [[]] }${a}%{ endfor }" ⟵ TFG461
  wrong_5 = "%{ for a in [null] }${a}%{ endfor }" ⟵ TFG461
  right_0 = "${var.l}x"
  right_1 = "${var.o}x"
  right_2 = "${[]}"
  right_3 = { "a-${var.n}" = 1 }
  right_4 = "${aws_vpc.v.tags}x"
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_invalid_template_value(hcl: str) -> None:
    expect(hcl)
