import pytest

from tests.rules.hcl import expect

CALLED = """
resource "terraform_data" "x" {
}

module "m" {
  source = "./m"
  <argument>
}
== m/main.tf
provider "aws" {
  <inside>
}

resource "aws_eip" "x" {
}
"""


def call(argument: str, inside: str = 'region = "us-east-1"') -> str:
    return CALLED.replace("<argument>", argument).replace("<inside>", inside)


CASES = {
    "count": call("count = 1 ⟵ TFG248"),
    "for_each": call("for_each = {} ⟵ TFG248"),
    "depends_on": call("depends_on = [terraform_data.x] ⟵ TFG248"),
    "none of them": call(""),
    "an empty provider block": call("count = 1", ""),
    "further down": """
module "a" {
  source = "./m"
  count  = 1 ⟵ TFG248
}
== m/main.tf
module "n" {
  source = "./n"
}
== m/n/main.tf
provider "aws" {
  region = "us-east-1"
}

data "aws_vpc" "a" {
}
""",
    "between modules": """
module "a" {
  source = "./m"
}
== m/main.tf
module "n" {
  source = "./n"
  count  = 1 ⟵ TFG248
}
== m/n/main.tf
provider "aws" {
  region = "us-east-1"
}

data "aws_vpc" "a" {
}
""",
    "blocks without arguments are no configurations": """
module "a" {
  source = "./m"
  count  = 1
}
== m/main.tf
provider "aws" {
}

provider "aws" {
  alias = "west"
}

data "aws_vpc" "a" {
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_module_with_own_provider(hcl: str) -> None:
    expect(hcl)
