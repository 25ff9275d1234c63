import pytest

from tests.rules.hcl import expect, one

CASES = {
    "anywhere in text": """
locals {
  a = "us-west-2" ⟵ TFG502
  b = ["arn:aws:s3:ap-southeast-1:1:x"] ⟵ TFG502
  c = "%{ if true }eu-central-1%{ endif }" ⟵ TFG502
  d = "us-gov-east-1" ⟵ TFG502
  e = { (upper("sa-east-1")) = 1 } ⟵ TFG502
}
""",
    "an availability zone": """
resource "aws_subnet" "x" {
  vpc_id            = "vpc-1"
  availability_zone = "us-west-2a" ⟵ TFG502
}
""",
    "what only looks like one": """
locals {
  a = "us-west-20"
  b = "status-west-2"
  c = "my-us-west-2"
  d = "us-west"
}
""",
    "a description may name one": """
variable "x" {
  type        = string
  description = "For example us-west-2."
}
""",
    "a root has a provider": """
provider "aws" {
  region = "us-west-2"
}

locals {
  a = "us-west-2"
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_own(hcl: str) -> None:
    expect(hcl, generated=True)


def test_foreign_regions_are_left_alone() -> None:
    expect('locals {\n  a = "us-west-2"\n}\n')


def test_the_message() -> None:
    diagnostic = one('locals {\n  a = "us-west-2a"\n}\n', generated=True)
    assert diagnostic.summary == "The region us-west-2 is written into a module"
    assert diagnostic.help == "Take it from data.aws_region."
