import pytest

from tests.rules.hcl import expect

CASES = {
    "never": """
data "aws_vpc" "a" { ⟵ TFG432 warning
}
""",
    "anywhere": """
data "aws_vpc" "a" {
}

data "aws_vpc" "b" {
  count = 2
}

data "aws_vpc" "c" {
}

output "a" {
  value      = [data.aws_vpc.a.id, data.aws_vpc.b[*].id]
  depends_on = [data.aws_vpc.c]
}
""",
    "for its conditions": """
data "aws_vpc" "a" {
  lifecycle {
    postcondition {
      condition     = self.enable_dns_support
      error_message = "No."
    }
  }
}
""",
    "for a check": """
check "a" {
  data "aws_vpc" "a" {
  }

  assert {
    condition     = data.aws_vpc.a.enable_dns_support
    error_message = "No."
  }
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_unused_data_source(hcl: str) -> None:
    expect(hcl, unused=True)
