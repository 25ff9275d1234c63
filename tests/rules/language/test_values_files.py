from collections.abc import Callable
from pathlib import Path

import pytest

from tests.directories import check, differing, expect
from tests.oracle import Judge

VARIABLES = """
== variables.tf
variable "name" {
  type    = string
  default = ""
}
variable "count_of_zones" {
  type    = number
  default = 1
}
variable "ports" {
  type    = list(number)
  default = []
}
variable "rule" {
  type    = object({ port = number, note = optional(string) })
  default = null
}
variable "zones" {
  type    = set(string)
  default = []
}
variable "tags" {
  type    = map(string)
  default = {}
}
variable "on" {
  type    = bool
  default = false
}
variable "anything" {
  default = 1
}
variable "strict" {
  type     = string
  nullable = false
  default  = "x"
}
"""

VALUES = {
    "values that fit": """
== terraform.tfvars
name           = "x"
count_of_zones = "5"
ports          = [1, "2"]
rule           = { port = 1, more = 2 }
zones          = ["a", "a"]
tags           = { a = 1, b = true }
on             = "true"
anything       = [1, { a = null }]
""",
    "values that are computed of constants": """
== terraform.tfvars
count_of_zones = 1 + 2
ports          = [for port in [80, 443] : port + 1]
name           = true ? "a" : "b"
zones          = ["${"a"}-b"]
""",
    "a heredoc": """
== terraform.tfvars
name = <<EOT
$${not.a.reference}
EOT
""",
    "null is the default": """
== terraform.tfvars
name   = null
strict = null
""",
    "a string that is no number": """
== terraform.tfvars
count_of_zones = "five" ⟵ TFG285 warning
""",
    "a string that is no bool": """
== x.auto.tfvars
on = "yes" ⟵ TFG285 warning
""",
    "a number for a bool": """
== x.auto.tfvars
on = 1 ⟵ TFG285 warning
""",
    "a string in a list of numbers": """
== terraform.tfvars
ports = ["http"] ⟵ TFG285 warning
""",
    "a string for a list": """
== terraform.tfvars
ports = "80" ⟵ TFG285 warning
""",
    "an object without what it needs": """
== terraform.tfvars
rule = { note = "x" } ⟵ TFG285 warning
""",
    "an object for a set": """
== terraform.tfvars
zones = { a = 1 } ⟵ TFG285 warning
""",
    "a list in a map": """
== terraform.tfvars
tags = { a = [] } ⟵ TFG285 warning
""",
    "a list for an object": """
== terraform.tfvars
rule = [] ⟵ TFG285 warning
""",
    "Terraform names the value's first line": """
== terraform.tfvars
tags = { ⟵ TFG285 warning
  a = "1"
  b = []
}
""",
    "a reference": """
== terraform.tfvars
name = var.other ⟵ TFG286 warning
""",
    "a word": """
== terraform.tfvars
name = production ⟵ TFG286 warning
""",
    "an interpolation": """
== terraform.tfvars
name = "x-${local.suffix}" ⟵ TFG286 warning
""",
    "a function": """
== terraform.tfvars
name = upper("x") ⟵ TFG286 warning
""",
    "a block": """
== terraform.tfvars
tags { ⟵ TFG286 warning
}
""",
    "a value twice": """
== terraform.tfvars
name = "x"
name = "y" ⟵ TFG202 warning
""",
    "a value in two files": """
== terraform.tfvars
name = "x"
== x.auto.tfvars
name = "y"
""",
    "broken syntax": """
== terraform.tfvars
tags = {
  a = 1 b = 2 ⟵ TFG201 warning
}
""",
    "JSON": """
== terraform.tfvars.json
{
  "//": "a comment",
  "name": "${taken.as.it.is}",
  "ports": [1, 2]
}
""",
    "a wrong value in JSON": """
== x.auto.tfvars.json
{
  "name": "x",
  "count_of_zones": "five" ⟵ TFG285 warning
}
""",
    "a value twice in JSON": """
== terraform.tfvars.json
{
  "name": "x",
  "name": "y" ⟵ TFG202 warning
}
""",
    "JSON that is no object": """
== terraform.tfvars.json
[{"name": "x"}] ⟵ TFG281 warning
""",
    "broken JSON": """
== terraform.tfvars.json
{
  "name": "x", ⟵ TFG280 warning
}
""",
}

UNDECLARED = {
    "a name without a variable": """
== terraform.tfvars
nam = "x" ⟵ TFG284 warning
""",
    "in JSON": """
== x.auto.tfvars.json
{
  "nam": "x" ⟵ TFG284 warning
}
""",
}

NOT_LOADED = {
    "a file for another run": """
== production.tfvars
name = "x"
nam  = "x" ⟵ TFG284 warning
on   = "yes" ⟵ TFG285 warning
""",
    "one in JSON": """
== production.tfvars.json
{
  "on": "yes" ⟵ TFG285 warning
}
""",
}

OTHERS = {
    "a variable that needs a value": """
== main.tf
variable "needed" {
  type     = string
  nullable = false
}
== terraform.tfvars
needed = null ⟵ TFG285 warning
""",
    "a variable in JSON": """
== main.tf.json
{"variable": {"ports": {"type": "list(number)"}}}
== terraform.tfvars
ports = ["http"] ⟵ TFG285 warning
""",
    "the type that an override file gives": """
== main.tf
variable "x" {
}
== override.tf
variable "x" {
  type = number
}
== terraform.tfvars
x = "a" ⟵ TFG285 warning
""",
}


def with_variables(cases: dict[str, str]) -> dict[str, str]:
    return {title: VARIABLES + text for title, text in cases.items()}


CASES = with_variables(VALUES | UNDECLARED | NOT_LOADED) | OTHERS


@pytest.mark.parametrize("title", CASES)
def test_cases(title: str, tmp_path: Path) -> None:
    expect(tmp_path, CASES[title])


@pytest.mark.terraform
def test_terraform_refuses_to_plan_the_same_values(oracle: Callable[[str], Judge]) -> None:
    assert not differing(oracle("6.62.0"), with_variables(VALUES) | OTHERS, plan=True)


@pytest.mark.terraform
def test_terraform_warns_of_undeclared_variables(oracle: Callable[[str], Judge]) -> None:
    from tests.annotations import files_of
    from tests.oracle import Case

    cases = [Case(title, files_of(text)) for title, text in with_variables(UNDECLARED).items()]
    for verdict in oracle("6.62.0").judge(cases, plan=True):
        assert (verdict.valid, [d.summary for d in verdict.diagnostics]) == (True, ["Value for undeclared variable"])


def test_the_nearest_name_is_named(tmp_path: Path) -> None:
    found = check(tmp_path, VARIABLES + UNDECLARED["a name without a variable"]).result.diagnostics
    assert 'Did you mean "name"?' in {d.help for d in found if d.code == "TFG284"}


def test_a_directory_that_cannot_be_read_whole_may_declare_more(tmp_path: Path) -> None:
    text = '== a.tf\nvariable "a" {\n== terraform.tfvars\nb = 1\n'
    assert [d.code for d in check(tmp_path, text).result.diagnostics] == ["TFG201"]


def test_a_module_that_is_only_called_gets_its_values_from_its_caller(tmp_path: Path) -> None:
    from tfgen.pipelines.check import CheckRequest
    from tfgen.pipelines.check import check as check_folders

    check(
        tmp_path, '== root/main.tf\nmodule "m" {\n  source = "../m"\n}\n== m/a.tf\nlocals {\n}\n== m/x.tfvars\nb = 1\n'
    )
    assert check_folders(CheckRequest((tmp_path / "root",))).result.diagnostics == ()
    assert [d.code for d in check_folders(CheckRequest((tmp_path,))).result.diagnostics] == ["TFG284"]


def test_no_configuration_no_verdict(tmp_path: Path) -> None:
    assert [d.code for d in check(tmp_path, "== x.tfvars\na = 1\n").result.diagnostics] == ["TFG205"]
