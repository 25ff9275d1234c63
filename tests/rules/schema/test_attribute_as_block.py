import pytest

from tests.rules.hcl import expect, one

CASES = {
    "a map": """
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"

  tags { ⟵ TFG304
    Name = "x"
  }
}
""",
    "a required argument: it is not missing then": """
resource "aws_lambda_layer_version" "x" { ⟵ terraform
  layer_name { ⟵ TFG304
  }
}
""",
    "as a dynamic block": """
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"

  dynamic "tags" { ⟵ TFG304
    for_each = [1]

    content {
      Name = "x"
    }
  }
}
""",
    "in a nested block": """
resource "aws_lambda_function" "x" {
  function_name = "x"
  role          = "arn:aws:iam::123456789012:role/x"
  filename      = "x.zip"
  handler       = "x.y"
  runtime       = "python3.12"

  environment {
    variables { ⟵ TFG304
      A = "b"
    }
  }
}
""",
    "what takes both forms, as blocks and dynamic blocks": """
resource "aws_security_group" "x" {
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }

  dynamic "egress" {
    for_each = toset([80, 443])

    content {
      from_port = egress.value
      to_port   = egress.value
      protocol  = "tcp"
    }
  }
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_attribute_as_block(hcl: str) -> None:
    expect(hcl)


@pytest.mark.parametrize(
    ("argument", "help_"),
    [("tags", "Write tags = { ... }."), ("cidr_block", "Write cidr_block = ....")],
)
def test_the_message(argument: str, help_: str) -> None:
    diagnostic = one(f'resource "aws_vpc" "x" {{\n  {argument} {{\n  }}\n}}\n')
    assert diagnostic.summary == f'"{argument}" is an argument, not a block'
    assert diagnostic.help == help_
