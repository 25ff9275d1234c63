"""Cases of TFG281; more of them, with every form of JSON, stand in tests/terraform/config/test_json_body.py."""

import pytest
from msgspec.structs import replace

from tests.rules.hcl import expect, one
from tfgen.diagnostics import Severity
from tfgen.rules.context import RuleContext
from tfgen.rules.language.json_of_wrong_shape import check
from tfgen.source import START
from tfgen.terraform.analysis.module_analysis import ModuleAnalysis
from tfgen.terraform.config.body_read import ShapeProblem
from tfgen.terraform.config.configuration import FileProblems, configure

CASES = {
    "blocks in objects and arrays": """
== main.tf.json
{
  "resource": [{"aws_vpc": {"x": [{"cidr_block": "10.0.0.0/16"}]}}],
  "locals": {"a": 1}
}
""",
    "text for a block": """
== main.tf.json
{"resource": {"aws_efs_file_system": {"x": {
  "lifecycle_policy": "AFTER_30_DAYS" ⟵ TFG281
}}}}
""",
    "an unknown property": """
== main.tf.json
{"variable": {"a": {
  "typ": "string" ⟵ TFG281
}}}
""",
    "an interpolated reference": """
== main.tf.json
{"resource": {"aws_vpc": {"x": {"cidr_block": "10.0.0.0/16"}, "y": {"cidr_block": "10.0.0.0/16",
  "depends_on": ["${aws_vpc.x}"] ⟵ TFG281
}}}}
""",
    "in a module and in an override file": """
module "m" {
  source = "./m"
}
== override.tf.json
{"module": {"m": {
  "depends_on": ["${local.a}"] ⟵ TFG281
}}}
== m/main.tf.json
{
  "resorce": {} ⟵ TFG281
}
""",
    # Without what was wrong there the check has no assert block (TFG224). Terraform says both, and stops.
    "the language's rules are silent in such a file, those on references are not": """
locals {
  a = var.nowhere ⟵ tfgen TFG401
}
== check.tf.json
{"check": {"x": { ⟵ terraform
  "assert": "no" ⟵ TFG281
}}}
""",
}


def test_it_names_the_property_that_is_meant() -> None:
    diagnostic = one('== main.tf.json\n{"variable": {"a": {"typ": "string"}}}\n')
    assert (diagnostic.summary, diagnostic.help) == ('Unknown property "typ"', 'Did you mean "type"?')
    assert diagnostic.range
    assert (diagnostic.range.start.line, diagnostic.range.start.column) == (1, 21)


def test_in_values_files_it_is_for_a_plan_to_find() -> None:
    shape = ShapeProblem("x.tfvars.json", START, "Wrong type of JSON value", "An object is required.")
    configuration = configure("", [], None)
    problems = FileProblems(value_shapes=(shape,))
    context = RuleContext(ModuleAnalysis(replace(configuration, problems=problems)))
    (diagnostic,) = check(context)
    assert (diagnostic.severity, diagnostic.file) == (Severity.WARNING, "x.tfvars.json")
    assert diagnostic.detail == "An object is required. Terraform finds this when it plans."


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_cases(hcl: str) -> None:
    expect(hcl)
