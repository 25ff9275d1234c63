from tests.checker.test_run_rules import parsed
from tfgen.terraform.config.configuration import configure
from tfgen.terraform.types.model import BOOL, DYNAMIC, STRING, ListType, ObjectType

HCL = """
variable "required" {
  type = string
}

variable "optional" {
  type = list(object({
    a = string # a comment
    b = optional(bool, true)
  }))
  default = []
}

variable "untyped" {
}

variable "any" {
  type    = any
  default = null
}

variable "unknown_type" {
  type = lists(string)
}

variable "old" {
  type = list
}

output "id" {
  value = 1
}
"""


def test_what_callers_see() -> None:
    interface = configure("", [parsed("main.tf", HCL)], None).interface
    assert interface.inputs == {
        "required": True,
        "optional": False,
        "untyped": True,
        "any": False,
        "unknown_type": True,
        "old": True,
    }
    assert interface.types == {
        "required": STRING,
        "optional": ListType(ObjectType.of({"a": STRING, "b": BOOL}, ["b"])),
        "any": DYNAMIC,
        "old": ListType(DYNAMIC),
    }
    assert interface.outputs == {"id"}


def test_declarations_have_addresses() -> None:
    hcl = """
locals {
  a = 1
}
resource "aws_vpc" "b" {
}
data "aws_vpc" "c" {
}
ephemeral "random_password" "d" {
}
provider "aws" {
  alias = "e"
}
check "f" {
  data "aws_vpc" "g" {
  }
}
module "h" {
}
terraform {
}
"""
    configuration = configure("", [parsed("main.tf", hcl)], None)
    assert sorted(configuration.declared) == [
        ("aws_vpc", "b"),
        ("check", "f"),
        ("data", "aws_vpc", "c"),
        ("data", "aws_vpc", "g"),
        ("ephemeral", "random_password", "d"),
        ("local", "a"),
        ("module", "h"),
        ("provider", "aws", "e"),
    ]
    assert [address for address, _ in configuration.managed()] == [("aws_vpc", "b")]


def test_blocks_with_the_wrong_labels_declare_nothing() -> None:
    hcl = 'resource "aws_vpc" {\n}\nvariable {\n}\ndata "a" "b" "c" {\n}\n'
    assert configure("", [parsed("main.tf", hcl)], None).declared == {}
