from collections.abc import Callable

import pytest

from tests.oracle import Case, Judge
from tests.rules.hcl import expect, expected, one
from tfgen.explain.docstring import files

CASES = {
    "in depends_on": """
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "y" {
  cidr_block = "10.0.0.0/16"
  depends_on = [
    "aws_vpc.x", # TFG290 warning
    aws_vpc.x,
  ]
}

output "x" {
  value      = 1
  depends_on = ["aws_vpc.x"] # TFG290 warning
}
""",
    "in ignore_changes": """
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"

  lifecycle {
    ignore_changes = ["tags"] # TFG290 warning
  }
}
""",
    "a provider": """
provider "aws" {
  alias  = "west"
  region = "us-west-2"
}

resource "aws_vpc" "x" {
  provider   = "aws.west" # TFG290 warning
  cidr_block = "10.0.0.0/16"
}
""",
    "the providers of a module, and a bare key": """
provider "aws" {
  alias  = "west"
  region = "us-west-2"
}

module "x" {
  source    = "./x"
  providers = { aws = "aws.west" } # TFG290 warning
}

# ./x/main.tf
terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}
""",
    "keywords of a provisioner": """
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"

  provisioner "local-exec" {
    command    = "true"
    when       = "destroy" # TFG290 warning
    on_failure = continue
  }
}
""",
    "text elsewhere": """
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"

  tags = {
    depends_on = "aws_vpc.x"
    provider   = "aws"
  }
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_quoted_reference(hcl: str) -> None:
    expect(hcl)


@pytest.mark.terraform
def test_terraform_warns_on_the_same_lines(oracle: Callable[[str], Judge]) -> None:
    results = oracle("6.62.0").judge([Case(name, files(hcl)) for name, hcl in CASES.items()])
    for hcl, result in zip(CASES.values(), results, strict=True):
        quoted = [d for d in result.diagnostics if d.summary.startswith("Quoted ")]
        lines = [(d.file, d.line) for d in quoted]
        assert lines == [(file, line) for file, line, *_ in expected(hcl)]


def test_the_message() -> None:
    diagnostic = one(
        'output "x" {\n  value      = 1\n  depends_on = ["module.y"]\n}\n\nmodule "y" {\n  source = "./z"\n}\n'
    )
    assert diagnostic.summary == "A reference in quotes"
    assert diagnostic.help == "Write module.y."
    assert diagnostic.fix is not None
    assert diagnostic.fix.safe
