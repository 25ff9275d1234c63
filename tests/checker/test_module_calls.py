"""Findings in called modules, reported at the call whose value is the cause."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.annotations import files_of
from tests.oracle import Case, Judge
from tests.rules.hcl import expect, found_in
from tfgen.diagnostics import Diagnostic

MODULE = """
== m/main.tf
variable "name" {
  type    = string
  default = "logs"
}

variable "versioning" {
  type    = string
  default = "Enabled"
}

locals {
  bucket = "${var.name}-bucket"
}

resource "aws_s3_bucket" "logs" {
  bucket = local.bucket
}

resource "aws_s3_bucket_versioning" "logs" {
  bucket = aws_s3_bucket.logs.id

  versioning_configuration {
    status = var.versioning
  }
}

output "versioning" {
  value = upper(substr(var.versioning, 0, 1)) == "E" ? var.versioning : "Suspended"
}
"""

CASES = {
    "a value of a list": """
module "logs" {
  source     = "./m"
  versioning = "On" ⟵ TFG510 warning
}
""",
    "a value of a list that is good": """
module "logs" {
  source     = "./m"
  versioning = "Suspended"
}
""",
    "through a local, with text of the module's": """
module "logs" {
  source = "./m"
  name   = "Logs" ⟵ TFG515 warning
}
""",
    "by the default of a variable of the root": """
provider "aws" {
  region = "eu-west-1"
}

variable "versioning" {
  default = "On"
}

module "logs" {
  source     = "./m"
  versioning = var.versioning ⟵ TFG510 warning
}
""",
    "through an output": """
module "logs" {
  source     = "./m"
  versioning = "Enabld" ⟵ TFG510 warning
}

module "more" {
  source     = "./m"
  versioning = module.logs.versioning ⟵ TFG510 warning
}
""",
    "what is not known": """
variable "versioning" {
  type = string
}

module "logs" {
  source     = "./m"
  versioning = var.versioning
}
""",
    "instances by each": """
module "logs" {
  source     = "./m"
  for_each   = { a = "On", b = "Enabled", c = "On" }
  versioning = each.value ⟵ TFG510 warning
}
""",
    "instances by count": """
module "logs" {
  source = "./m"
  count  = 2
  name   = ["ok", "Bad"][count.index] ⟵ TFG515 warning
}
""",
    "no instances": """
module "logs" {
  source     = "./m"
  count      = 0
  versioning = "On"
}
""",
}


TWINS = re.compile(r"⟦(.*?) ?→ ?(.*?)⟧")
TEXT = Path(__file__).with_suffix("").with_name("module_calls.txt").read_text("utf-8")
PAIRS = {case.partition("\n")[0]: case.partition("\n")[2] for case in TEXT.split("\n=== ")[1:]}
"""Cases in pairs by their titles, as in ``tests/rules/beyond``: one finding in the first, none in the second."""


def bad(hcl: str) -> str:
    return TWINS.sub(lambda twin: twin[1], hcl)


def good(hcl: str) -> str:
    lines = TWINS.sub(lambda twin: twin[2], hcl).splitlines()
    return "\n".join(line.partition("⟵")[0].rstrip() for line in lines) + "\n"


@pytest.mark.parametrize("hcl", PAIRS.values(), ids=PAIRS)
def test_the_first_is_found_and_the_second_is_good(hcl: str) -> None:
    expect(bad(hcl))
    expect(good(hcl))


@pytest.mark.terraform
def test_terraform_accepts_both(oracle: Callable[[str], Judge]) -> None:
    cases: list[Case] = []
    for title, hcl in PAIRS.items():
        cases += (Case(f"{title} (bad)", files_of(bad(hcl))), Case(f"{title} (good)", files_of(good(hcl))))
    refused = [str(verdict) for verdict in oracle("6.62.0").judge(cases) if not verdict.valid]
    assert not refused, "\n".join(refused)


def of_call(hcl: str) -> list[Diagnostic]:
    """The findings with a second place, in the files and the module."""
    return [d for d in found_in(files_of(f"== main.tf\n{hcl}{MODULE}")) if d.related]


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_it_is_reported_at_the_call(hcl: str) -> None:
    expect(f"== main.tf{hcl}{MODULE}")


def test_the_second_place_is_in_the_module() -> None:
    (only,) = of_call(CASES["a value of a list"])
    (place,) = only.related
    assert (place.file, place.range.start.line, place.message) == ("m/main.tf", 23, "module.logs uses it here")


def test_the_instances_are_named() -> None:
    (only,) = of_call(CASES["instances by each"])
    assert only.detail.endswith('So it is in module.logs["a"] and module.logs["c"].')


def test_a_default_of_the_root_is_named() -> None:
    (only,) = of_call(CASES["by the default of a variable of the root"])
    assert only.help.endswith(
        "So it is with the default of var.versioning (main.tf:7); a plan may be given another value."
    )


def test_modules_that_call_many_others_do_not_take_for_ever() -> None:
    """Each level calls the next one three times with what it is given: 3^8 ways to the last."""
    files = {"main.tf": 'module "a" {\n  source = "./m0"\n  status = "On"\n}\n'}
    for level in range(8):
        calls = "".join(
            f'module "{name}" {{\n  source = "../m{level + 1}"\n  status = var.status\n}}\n' for name in "abc"
        )
        files[f"m{level}/main.tf"] = f'variable "status" {{}}\n{calls}'
    files["m8/main.tf"] = (
        'variable "status" {}\nresource "aws_s3_bucket_versioning" "x" {\n  bucket = "b"\n'
        "  versioning_configuration {\n    status = var.status\n  }\n}\n"
    )
    assert [(d.code, d.file) for d in found_in(files) if d.code == "TFG510"] == [("TFG510", "main.tf")]


def test_modules_that_call_each_other_are_left_alone() -> None:
    call = 'variable "status" {{}}\nmodule "x" {{\n  source = "../{}"\n  status = var.status\n}}\n'
    files = {
        "main.tf": 'module "a" {\n  source = "./a"\n  status = "On"\n}\n',
        "a/main.tf": call.format("b"),
        "b/main.tf": call.format("a"),
    }
    assert [d for d in found_in(files) if d.code == "TFG510"] == []
