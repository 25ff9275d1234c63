import pytest

from tests.rules.hcl import expect

CASES = {
    "command gets a tuple": """
resource "terraform_data" "v" {
  provisioner "local-exec" {
    command = [] ⟵ TFG450
  }
}
""",
    "environment gets a tuple": """
resource "terraform_data" "v" {
  provisioner "local-exec" {
    command = "x"
    environment = ["a"] ⟵ TFG450
  }
}
""",
    "port gets a string": """
resource "terraform_data" "v" {
  connection {
    host = "x"
    port = "abc" ⟵ TFG450
  }
  provisioner "remote-exec" {
    inline = ["a"]
  }
}
""",
    "id gets a tuple": """
import {
  to = aws_vpc.v
  id = [] ⟵ TFG450
}
resource "aws_vpc" "v" {
}
""",
    "fine 1": """
resource "aws_subnet" "v" {
  vpc_id = null
}
""",
    "fine 2": """
resource "aws_vpc" "v" {
  cidr_block = "10.0.0.0/16"
  lifecycle {
    postcondition {
      condition = self.tags
      error_message = "No."
    }
  }
}
""",
    "fine 3": """
resource "aws_instance" "i" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"
  user_data = templatefile("${path.module}/t.tftpl", { a = 1 })
}
== t.tftpl
x ${a} %{ if a > 0 }y%{ endif }
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_argument_of_wrong_type(hcl: str) -> None:
    expect(hcl)
