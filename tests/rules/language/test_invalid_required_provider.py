import pytest

from tests.rules.hcl import expect, forms

FORM = """
variable "x" {
  default = ""
}

terraform {
  required_providers {
    aws = <value><mark>
  }
}
"""

RIGHT = (
    '{ source = "hashicorp/aws" }',
    '">= 1.0"',
    "{}",
    '{ version = ">= 1" }',
    '{ source = "aws" }',
    '{ source = "hashicorp/${"aws"}", version = true ? ">= 1" : "x" }',
    'true ? ">= 1" : "x"',
    '{ source = "Hashicorp/AWS" }',
    '{ source = "hashicorp/aws", configuration_aliases = [aws.b] }',
    '{ "source" = "hashicorp/aws" }',
    '{ source = "registry.terraform.io/hashicorp/aws" }',
    '{ source = "terraform.io/builtin/terraform" }',
)
WRONG = (
    '{ source = "a/b/c/d" }',
    '{ source = "" }',
    '{ source = "hashicorp/a_ws" }',
    '{ source = "hashicorp/terraform-provider-aws" }',
    "{ source = var.x }",
    "{ source = 1 }",
    "{ foo = 1 }",
    '{ sorce = "hashicorp/aws" }',
    "[]",
    "var.x",
    "null",
    '{ source = "hashicorp/aws", configuration_aliases = [b.aws] }',
    '{ source = "hashicorp/aws", configuration_aliases = aws.b }',
    '{ source = "hashicorp/aws", configuration_aliases = ["aws.b"] }',
    '{ source = "hashicorp/aws/" }',
    "{ source = null }",
    '{ source = "https://registry.terraform.io/hashicorp/aws" }',
    '{ source = "hashicorp aws/x" }',
    '{ source = "_x/aws" }',
    '{ source = "x./aws" }',
    '{ source = "a--b/aws" }',
    '{ source = "terraform-/aws" }',
    '{ source = "x/terraform-aws" }',
    '{ source = "example.com/aws" }',
    '{ source = "ex ample.com/x/aws" }',
    'upper("x")',
)

CASES = {
    **forms(FORM, RIGHT, WRONG, "TFG235"),
    "names": """
terraform {
  required_providers {
    aws_x = { source = "hashicorp/aws" } ⟵ TFG235
    AWS   = { source = "hashicorp/aws" } ⟵ TFG235
  }
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_invalid_required_provider(hcl: str) -> None:
    expect(hcl)
