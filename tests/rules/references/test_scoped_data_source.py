import pytest

from tests.rules.hcl import expect

CASES = {
    "from outside and from another check": """
check "a" {
  data "aws_vpc" "k" {
  }

  assert {
    condition     = data.aws_vpc.k.id != ""
    error_message = "Not ${data.aws_vpc.k.id}."
  }
}

check "b" {
  assert {
    condition     = data.aws_vpc.k.id != "" ⟵ TFG427
    error_message = "No."
  }
}

output "x" {
  value = data.aws_vpc.k.id ⟵ TFG427
}
""",
    "one that stands outside": """
data "aws_vpc" "k" {
}

check "a" {
  assert {
    condition     = data.aws_vpc.k.id != ""
    error_message = "No."
  }
}

output "x" {
  value = data.aws_vpc.k.id
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_scoped_data_source(hcl: str) -> None:
    expect(hcl)
