"""Validations of called modules with what the calls give; ``test_assumed.py`` has what only a plan knows."""

from __future__ import annotations

import pytest

from tests.rules.hcl import expect, found, one
from tfgen.diagnostics import Severity

STAGE = """
== m/main.tf
variable "stage" {
  type = string

  validation {
    condition     = contains(["dev", "prod"], var.stage)
    error_message = "No stage: ${var.stage}."
  }
}
"""

CASES = {
    "a literal": """
module "x" {
  source = "./m"
  stage  = "bad" ⟵ TFG469
}
"""
    + STAGE,
    "a good one": """
module "x" {
  source = "./m"
  stage  = "dev"
}
"""
    + STAGE,
    "a local": """
locals {
  name  = "b"
  stage = "${local.name}ad"
}

module "x" {
  source = "./m"
  stage  = local.stage ⟵ TFG469
}
"""
    + STAGE,
    "a variable of the root has any value": """
variable "stage" {
  default = "bad"
}

module "x" {
  source = "./m"
  stage  = var.stage
}
"""
    + STAGE,
    "instances: what each gets is not known, what all get is": """
module "x" {
  source   = "./m"
  for_each = { a = "bad" }
  stage    = each.value
}

module "y" {
  source = "./m"
  count  = 0
  stage  = "bad" ⟵ TFG469
}
"""
    + STAGE,
    "several calls": """
module "x" {
  source = "./m"
  stage  = "bad" ⟵ TFG469
}

module "y" {
  source = "./m"
  stage  = "prod"
}

module "z" {
  source = "./m"
  stage  = "worse" ⟵ TFG469
}
"""
    + STAGE,
    "a null, of which the condition makes nothing": """
module "x" {
  source = "./m"
  stage  = null
}

module "y" {
  source = "./m"
  stage  = null
}
== m/main.tf
variable "stage" {
  default = "dev"

  validation {
    condition     = contains(["dev", "prod"], var.stage) ⟵ TFG455
    error_message = "No stage."
  }
}
""",
    "a null where there is none": """
module "x" {
  source = "./m"
  stage  = null ⟵ TFG469
}
== m/main.tf
variable "stage" {
  default  = "bad"
  nullable = false

  validation {
    condition     = contains(["dev", "prod"], var.stage)
    error_message = "No stage."
  }
}
""",
    "nothing: core names no line": """
module "x" {
  source = "./m"
}

module "y" {
  source = "./m"
}
== m/main.tf
variable "stage" {
  default = "bad" ⟵ tfgen TFG469

  validation {
    condition     = contains(["dev", "prod"], var.stage)
    error_message = "No stage."
  }
}
""",
    "a module in a module": """
module "x" {
  source = "./m"
  name   = "bad"
}
== m/main.tf
variable "name" {}

module "through" {
  source = "./n"
  stage  = var.name
}

module "own" {
  source = "./n"
  stage  = "bad" ⟵ TFG469
}
== m/n/main.tf
variable "stage" {
  validation {
    condition     = contains(["dev", "prod"], var.stage)
    error_message = "No stage."
  }
}
""",
    "optional attributes have their defaults": """
module "x" {
  source = "./m"
  of     = { list = [{}], map = { k = {} }, name = null }
}

module "y" {
  source = "./m"
  of     = { list = [{ a = "z" }], map = {} } ⟵ TFG469
}
== m/main.tf
variable "of" {
  type = object({
    list = list(object({ a = optional(string, "d"), b = optional(number) }))
    map  = map(object({ c = optional(object({ d = optional(bool, true) }), {}) }))
    name = optional(string, "n")
  })

  validation {
    condition     = alltrue([for e in var.of.list : e.a == "d" && e.b == null]) && var.of.name == "n"
    error_message = "Wrong."
  }

  validation {
    condition     = alltrue([for e in var.of.map : e.c.d])
    error_message = "Wrong."
  }
}
""",
    "what is converted, what is known in part": """
variable "name" {}

module "x" {
  source = "./m"
  text   = true         ⟵ TFG309 note TFG469
  list   = ["a", var.name] ⟵ TFG469
}
== m/main.tf
variable "text" {
  type = string

  validation {
    condition     = length(var.text) == 5
    error_message = "Wrong."
  }
}

variable "list" {
  type = list(string)

  validation {
    condition     = length(var.list) > 2
    error_message = "Wrong."
  }

  validation {
    condition     = var.list[1] == "a"
    error_message = "Wrong."
  }
}
""",
    "locals of the module are known, its other variables not": """
module "x" {
  source = "./m"
  a      = 1 ⟵ TFG469
}
== m/main.tf
variable "a" {
  validation {
    condition     = var.a > local.least
    error_message = "Too small."
  }
}

variable "b" {
  default = 3
}

locals {
  least = 2
}
""",
    "conditions that fail, or are none": """
module "x" {
  source = "./m"
  a      = "text"
  b      = "text"
  c      = "false" ⟵ TFG469
}
== m/main.tf
variable "a" {
  validation {
    condition     = tonumber(var.a) > 3 ⟵ TFG455
    error_message = "Wrong."
  }
}

variable "b" {
  validation {
    condition     = var.b ⟵ TFG457
    error_message = "Wrong."
  }
}

variable "c" {
  validation {
    condition     = var.c
    error_message = "Wrong."
  }
}
""",
    "messages count where the condition holds too": """
module "x" {
  source = "./m"
  a      = "text"
}
== m/main.tf
variable "a" {
  validation {
    condition     = var.a != ""
    error_message = "It is ${tonumber(var.a)}." ⟵ TFG455
  }
}
""",
    "secrets": """
module "x" {
  source = "./m"
  a      = "text" ⟵ TFG469
}
== m/main.tf
variable "a" {
  sensitive = true

  validation {
    condition     = var.a == ""
    error_message = "Wrong."
  }
}
""",
    "resources and outputs of modules are not known": """
resource "aws_vpc" "v" {
  cidr_block = "10.0.0.0/16"
}

module "x" {
  source = "./m"
  a      = aws_vpc.v.cidr_block
  b      = { vpc = aws_vpc.v }
}

module "y" {
  source = "./m"
  a      = module.x.a
  b      = {} ⟵ TFG469
}
== m/main.tf
variable "a" {
  validation {
    condition     = var.a == "text"
    error_message = "Wrong."
  }
}

variable "b" {
  validation {
    condition     = length(var.b) == 1
    error_message = "Wrong."
  }
}

output "a" {
  value = "other"
}
""",
    "conditions of outputs are refused at once, others by a plan": """
locals {
  many = 1
}

variable "name" {}

output "x" {
  value = 1

  precondition {
    condition     = local.many == 2 ⟵ TFG469
    error_message = "Not ${var.name}."
  }

  precondition {
    condition     = local.many == 1 || var.name == "x"
    error_message = "Wrong."
  }
}

resource "terraform_data" "x" {
  lifecycle {
    precondition {
      condition     = local.many == 2 ⟵ TFG469 warning
      error_message = "Wrong."
    }
  }
}

resource "terraform_data" "none" {
  count = 0

  lifecycle {
    precondition {
      condition     = local.many == 2
      error_message = "Wrong."
    }
  }
}

check "many" {
  assert {
    condition     = local.many == 2
    error_message = "Wrong."
  }
}
""",
    "where a module lies is not known in it": """
module "x" {
  source = "./m"
  a      = "m"
}
== m/main.tf
variable "a" {
  validation {
    condition     = path.module == var.a
    error_message = "Wrong."
  }
}

locals {
  here = "${path.module}/n"
}

output "a" {
  value = 1

  precondition {
    condition     = local.here == "m/n"
    error_message = "Wrong."
  }
}

module "n" {
  source = "./n"
  a      = local.here
}
== m/n/main.tf
variable "a" {
  validation {
    condition     = var.a == "m/n"
    error_message = "Wrong."
  }
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_finds(hcl: str) -> None:
    expect(hcl)


def test_it_says_what_the_validation_says_and_where_it_stands() -> None:
    only = one(CASES["a literal"])
    assert only.summary == 'module.x refuses the value of "stage"'
    assert only.detail == 'It says "No stage: bad". The condition stands at m/main.tf:5.'
    assert only.range is not None
    assert (only.range.start.line, only.range.start.column) == (4, 12)


def test_a_secret_is_not_told() -> None:
    hcl = CASES["a literal"].replace('"bad"', 'sensitive("bad")')
    assert "bad" not in one(hcl).detail


def test_what_fails_in_a_module_is_told_once_and_says_which_call_gives_the_value() -> None:
    only = one(CASES["a null, of which the condition makes nothing"])
    assert only.help == "module.x (main.tf:2) gives var.stage this value."


OTHERS = """
module "x" {
  source = "./m"
  a      = 1
}
== m/main.tf
variable "a" {
  validation {
    condition     = var.a > var.b
    error_message = "Too small."
  }
}

variable "b" {
  default = 2
}
"""


def test_what_depends_on_other_variables_is_for_a_plan_to_find() -> None:
    assert one(OTHERS).severity is Severity.WARNING
    assert one(OTHERS, generated=True).severity is Severity.ERROR
    assert not found(OTHERS.replace("default = 2", "default = 0"))


def test_of_no_instances_a_plan_says_nothing() -> None:
    assert not found(OTHERS.replace("a      = 1", "a      = 1\n  count = 0"))
