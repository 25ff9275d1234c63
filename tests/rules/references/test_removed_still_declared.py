import pytest

from tests.rules.hcl import expect

CASES = {
    "a resource, a module and a resource in it": """
resource "aws_vpc" "a" { ⟵ TFG425 warning
  cidr_block = "10.0.0.0/16"
}

module "m" { ⟵ TFG425 warning
  source = "./m"
}

module "n" {
  source = "./n"
}

removed {
  from = aws_vpc.a

  lifecycle {
    destroy = false
  }
}

removed {
  from = module.m

  lifecycle {
    destroy = false
  }
}

removed {
  from = module.n.aws_vpc.b

  lifecycle {
    destroy = false
  }
}
== m/main.tf
resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"
}
== n/main.tf
resource "aws_vpc" "b" { ⟵ TFG425 warning
  cidr_block = "10.0.0.0/16"
}
""",
    "what is gone": """
removed {
  from = aws_vpc.a

  lifecycle {
    destroy = false
  }
}

removed {
  from = module.m.aws_vpc.a

  lifecycle {
    destroy = false
  }
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_removed_still_declared(hcl: str) -> None:
    expect(hcl)
