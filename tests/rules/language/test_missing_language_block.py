import pytest

from tests.rules.hcl import expect

CASES = {
    "check": """
check "x" { ⟵ TFG224
}

check "y" { ⟵ TFG224
  data "aws_vpc" "x" {
  }
}
""",
    "dynamic": """
resource "aws_security_group" "x" {
  dynamic "ingress" { ⟵ TFG224
    for_each = []
  }
}
""",
    "dynamic in dynamic": """
resource "aws_lb_listener" "x" {
  load_balancer_arn = "arn:aws:elasticloadbalancing:us-west-2:123456789012:loadbalancer/app/x/1"

  dynamic "default_action" {
    for_each = ["x"]

    content {
      type = "forward"

      dynamic "forward" { ⟵ TFG224
        for_each = ["x"]
      }
    }
  }
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_missing_language_block(hcl: str) -> None:
    expect(hcl)
