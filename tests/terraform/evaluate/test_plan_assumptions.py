"""What a plan of a root module finds with its values files and defaults: real Terraform plans the same cases."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.annotations import expected, files_of, places
from tests.oracle import Case, Judge
from tests.rules.hcl import found, one
from tfgen.diagnostics import Diagnostics, Severity
from tfgen.pipelines.check import CheckRequest
from tfgen.pipelines.check import check as check_folders

ROOT = """
== root.tf
terraform {
  backend "local" {
  }
}
"""

CASES = {
    "a function that fails": """
variable "cidr" {
  default = "10.0.0.0/16"
}

resource "aws_subnet" "a" {
  vpc_id     = "vpc-1"
  cidr_block = cidrsubnet(var.cidr, 20, 1) ⟵ TFG455 warning
}

resource "aws_subnet" "b" {
  vpc_id     = "vpc-1"
  cidr_block = cidrsubnet(var.cidr, 8, 1)
}
""",
    "through locals, used or not": """
variable "name" {
  default = "web"
}

locals {
  again  = var.name
  number = tonumber(local.again) ⟵ TFG455 warning
}
""",
    "indexes": """
variable "zones" {
  default = ["a"]
}

output "x" {
  value = [var.zones[0], var.zones[1]] ⟵ TFG458 warning
}

output "y" {
  value = element(slice(var.zones, 0, 0), 1) ⟵ TFG455 warning
}
""",
    "instances": """
variable "many" {
  default = 2
}

variable "keys" {
  default = { a = "10.0.0.0/16" }
}

resource "aws_vpc" "many" {
  count      = var.many
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "each" {
  for_each   = var.keys
  cidr_block = each.value
}

output "x" {
  value = [aws_vpc.many[1].id, aws_vpc.many[2].id] ⟵ TFG458 warning
}

output "y" {
  value = [aws_vpc.each["a"].id, aws_vpc.each["b"].id] ⟵ TFG458 warning
}
""",
    "nothing is planned of what there is none of": """
variable "on" {
  default = false
}

variable "rules" {
  default = {}
}

variable "name" {
  default = "web"
}

resource "aws_subnet" "none" {
  count      = var.on ? 1 : 0
  vpc_id     = "vpc-1"
  cidr_block = cidrsubnet(var.name, 20, 1)
}

resource "aws_security_group" "g" {
  dynamic "ingress" {
    for_each = var.rules
    content {
      from_port = tonumber(var.name)
      to_port   = tonumber(var.name)
      protocol  = "tcp"
    }
  }
}

module "none" {
  source = "./m"
  count  = var.on ? 1 : 0
  number = tonumber(var.name)
  stage  = var.name
}

output "x" {
  value = var.on ? tonumber(var.name) : try(tonumber(var.name), 0)
}
== m/main.tf
variable "number" {}

variable "stage" {
  validation {
    condition     = var.stage == "dev"
    error_message = "Wrong."
  }
}
""",
    "a null": """
variable "name" {
  default = null
}

output "x" {
  value = upper(var.name) ⟵ TFG455 warning
}

output "y" {
  value = var.name == null ? "" : upper(var.name)
}
""",
    "another type": """
variable "size" {
  default = "large"
}

resource "aws_ebs_volume" "v" {
  availability_zone = "eu-west-1a"
  size              = var.size ⟵ TFG450 warning
}
""",
    "optional attributes": """
variable "of" {
  type    = object({ name = optional(string, "web"), zone = optional(string) })
  default = {}
}

output "x" {
  value = upper(var.of.name)
}

output "y" {
  value = upper(var.of.zone) ⟵ TFG455 warning
}
""",
    "its own validation": """
variable "stage" { ⟵ TFG469 warning
  default = "bad"

  validation {
    condition     = contains(["dev", "prod"], var.stage)
    error_message = "No stage."
  }
}

output "x" {
  value = var.stage
}
""",
    "the validation of a module": """
variable "stage" {
  default = "bad"
}

module "x" {
  source = "./m"
  stage  = var.stage ⟵ TFG469 warning
}
== m/main.tf
variable "stage" {
  validation {
    condition     = contains(["dev", "prod"], var.stage)
    error_message = "No stage."
  }
}
""",
    "preconditions": """
variable "stage" {
  default = "bad"
}

output "x" {
  value = var.stage

  precondition {
    condition     = contains(["dev", "prod"], var.stage) ⟵ TFG469 warning
    error_message = "No stage."
  }
}
""",
    "checks that are not met fail no plan": """
variable "stage" {
  default = "bad"
}

check "stage" {
  assert {
    condition     = tonumber(var.stage) > 3 ⟵ TFG455 warning
    error_message = "No stage."
  }

  assert {
    condition     = var.stage == "dev"
    error_message = "No stage."
  }
}
""",
    "a module refuses a literal, as another variable has its default": """
variable "options" {
  type    = object({ engine = string })
  default = null
}

module "m" {
  source  = "./m"
  options = var.options
  legacy  = true ⟵ TFG469 warning
}
== m/main.tf
variable "options" {
  type    = object({ engine = string })
  default = null
}

variable "legacy" {
  type    = bool
  default = false

  validation {
    condition     = var.legacy == false || (var.options != null && var.options.engine == "6.8")
    error_message = "Legacy is for engine 6.8 only."
  }
}
""",
    "a module refuses a literal, as a local has the default of another variable": """
variable "size" {
  type    = number
  default = 1
}

locals {
  size = var.size * 2
}

module "m" {
  source = "./m"
  most   = 1 ⟵ TFG469 warning
  least  = local.size
}
== m/main.tf
variable "least" {
  type = number
}

variable "most" {
  type = number

  validation {
    condition     = var.most >= var.least
    error_message = "Not less than ${var.least}."
  }
}
""",
    "nothing that all values have in common": """
variable "stage" {
  type = string
}

output "x" {
  value = tonumber(var.stage)
}
""",
}


CALLED_BY_DEFAULT = """
variable "on" {
  type    = bool
  default = true
}

module "m" {
  source = "./m"
  count  = var.on ? 1 : 0
  least  = 3
  most   = 1 ⟵ TFG469 warning
}
== m/main.tf
variable "least" {
  type = number
}

variable "most" {
  type = number

  validation {
    condition     = var.most >= var.least
    error_message = "Not less than ${var.least}."
  }
}
"""


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_finds(hcl: str) -> None:
    assert places(found(hcl + ROOT)) == expected(hcl)


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_only_in_a_root_module(hcl: str) -> None:
    assert not found(hcl)
    caller = '\n== caller/main.tf\nmodule "root" {\n  source = "../"\n}\n'
    assert not [d for d in found(hcl + ROOT + caller) if d.file == "main.tf" and d.severity.label == "warning"]


@pytest.mark.terraform
def test_terraform_finds_it_when_it_plans(oracle: Callable[[str], Judge]) -> None:
    judged = {**CASES, "called by default": CALLED_BY_DEFAULT}
    cases = [Case(title, files_of(hcl + ROOT), variables={"stage": "1"} if "common" in title else {})
             for title, hcl in judged.items()]  # fmt: skip
    judge = oracle("6.62.0")
    assert all(verdict.valid for verdict in judge.judge(cases))
    planned = judge.judge(cases, plan=True)
    lines = {v.name: {(d.file, d.line) for d in v.errors} for v in planned}
    assert lines == {title: {place[:2] for place in expected(hcl)} for title, hcl in judged.items()}


def test_it_says_which_values_it_assumes() -> None:
    hcl = CASES["a function that fails"] + ROOT
    assert one(hcl).help == "So it is with the default of var.cidr (main.tf:3); a plan may be given another value."
    note = [d.help for d in found(CASES["indexes"] + ROOT)]
    assert note == ["So it is with the default of var.zones (main.tf:3); a plan may be given another value."] * 2


@pytest.mark.parametrize(
    ("title", "origin"),
    [
        ("a module refuses a literal, as another variable has its default", "var.options (main.tf:4)"),
        ("a module refuses a literal, as a local has the default of another variable", "var.size (main.tf:4)"),
    ],
)
def test_a_refused_value_says_which_default_decides(title: str, origin: str) -> None:
    assert one(CASES[title] + ROOT).help == f"So it is with the default of {origin}; a plan may be given another value."


def test_a_module_that_a_default_calls_says_so() -> None:
    assert places(found(CALLED_BY_DEFAULT + ROOT)) == expected(CALLED_BY_DEFAULT)
    note = "So it is with the default of var.on (main.tf:4); a plan may be given another value."
    assert one(CALLED_BY_DEFAULT + ROOT).help == note


def test_only_what_the_mistake_depends_on() -> None:
    more = "".join(f'variable "v{i}" {{\n  default = {i}\n}}\n' for i in range(5))
    hcl = (
        more + 'output "x" {\n  value = [var.v0, log(var.v1 - 3, var.v2), upper([var.v3, var.v4, 1 + var.v0][0])]\n}\n'
    )
    assert [d.help for d in found(hcl + ROOT)] == []
    hcl = more + 'output "x" {\n  value = [var.v0, [1][var.v1 + var.v2 + var.v3 + var.v4]]\n}\n'
    assert one(hcl + ROOT).help == (
        "So it is with the default of var.v1 (main.tf:5), the default of var.v2 (main.tf:8) and 2 others; "
        "a plan may be given another value."
    )


def test_secrets_are_not_assumed() -> None:
    hcl = 'variable "s" {\n  default   = "text"\n  sensitive = true\n}\n\nlocals {\n  n = tonumber(var.s)\n}\n'
    assert not found(hcl + ROOT)
    assert found(hcl.replace("  sensitive = true\n", "") + ROOT)


def test_a_default_that_needs_itself_is_no_value() -> None:
    hcl = 'variable "x" {\n  default = [var.x, var.x, var.x]\n}\n\noutput "x" {\n  value = tonumber(var.x[0])\n}\n'
    assert {d.severity.label for d in found(hcl + ROOT)} == {"error"}


HCL = """
variable "cidr" {
  default = "10.0.0.0/16"

  validation {
    condition     = var.cidr != "10.0.0.0/30"
    error_message = "Too small."
  }
}

output "x" {
  value = cidrsubnet(var.cidr, 8, 1)
}
"""


def test_values_files_come_before_defaults(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(HCL)
    assert not check(tmp_path)
    (tmp_path / "terraform.tfvars").write_text('cidr = "10.0.0.0/28"\n')
    (only,) = check(tmp_path)
    assert (only.code, only.severity, Path(only.file or "").name) == ("TFG455", Severity.WARNING, "main.tf")
    assert "So it is with var.cidr of" in only.help
    assert "terraform.tfvars:1;" in only.help
    (tmp_path / "z.auto.tfvars").write_text('\ncidr = "10.0.0.0/16"\n')
    assert not check(tmp_path)


def test_a_value_that_is_refused_is_told_in_the_values_file(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(HCL)
    (tmp_path / "a.auto.tfvars").write_text('\ncidr = "10.0.0.0/30"\n')
    refused, fails = sorted(check(tmp_path), key=lambda d: d.code, reverse=True)
    assert refused.summary == 'The value of "cidr" is refused'
    assert refused.detail.startswith('It says "Too small". The condition stands at ')
    assert refused.range is not None
    assert (Path(refused.file or "").name, refused.range.start.line) == ("a.auto.tfvars", 2)
    assert fails.code == "TFG455"


def test_what_other_values_files_give_a_plan_may_be_given(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(HCL.replace("/16", "/28") + files_of(ROOT)["root.tf"])
    assert [d.code for d in check(tmp_path)] == ["TFG455"]
    (tmp_path / "prod.tfvars").write_text('cidr = "10.0.0.0/16"\n')
    assert not check(tmp_path)


def check(directory: Path) -> Diagnostics:
    return check_folders(CheckRequest((directory,))).result.diagnostics
