import pytest

from tests.rules.hcl import expect

CASES = {
    "a root and its module": """
== main.tf
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "= 6.62.0" ⟵ TFG031
    }
  }
}
module "m" {
  source = "./m"
}
== m/main.tf
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
}
""",
    "a module of a module": """
== main.tf
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 6.0" ⟵ TFG031
    }
  }
}
module "m" {
  source = "./m"
}
== m/main.tf
module "n" {
  source = "../n"
}
== n/main.tf
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "< 6.0"
    }
  }
}
""",
    "constraints that meet": """
== main.tf
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "= 6.62.0"
    }
  }
}
module "m" {
  source = "./m"
}
== m/main.tf
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100.0, < 7.0.0"
    }
  }
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_contradicting_versions(hcl: str) -> None:
    expect(hcl)
