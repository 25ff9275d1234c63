"""The least Terraform version of a configuration: each part of the language by itself, then the library."""

from __future__ import annotations

import re

import pytest

from tests.reading import EXAMPLE, REPOSITORY, example
from tests.render.library import schema
from tfgen.build.cached_builder import CachedBuilder
from tfgen.library.folders import TemplateFolders
from tfgen.source import SourceFile
from tfgen.terraform.analysis.required_version import required_version, used_features
from tfgen.terraform.config.configuration import Parsed
from tfgen.terraform.config.language import top_level
from tfgen.terraform.config.language_versions import (
    ANY_VERSION,
    Feature,
    RequiredVersion,
    features,
    features_by_use,
    latest,
    version_order,
)
from tfgen.terraform.functions import find
from tfgen.terraform.hcl.parse import parse


def parsed(text: str) -> tuple[Parsed, ...]:
    file = SourceFile("main.tf", text)
    body, found = parse(file)
    assert found == ()
    assert body
    return (Parsed(file, body),)


def least(text: str) -> RequiredVersion:
    return required_version(parsed(text), schema())


def title(feature: Feature) -> str:
    return feature.name


@pytest.mark.parametrize("feature", features(), ids=title)
def test_each_example_needs_its_version(feature: Feature) -> None:
    used = {f.name: f.version for f in used_features(parsed(feature.example), schema())}
    assert used[feature.name] == feature.version
    needs = least(feature.example)
    assert needs == (RequiredVersion(feature.version, feature.name) if feature.order > (1, 0) else ANY_VERSION)


@pytest.mark.parametrize("feature", features(), ids=title)
def test_each_part_has_a_source_of_its_release(feature: Feature) -> None:
    version = re.escape(feature.version)
    assert re.fullmatch(
        rf"https://github\.com/hashicorp/terraform/blob/v{version}\.0/[\w./-]+\.(md|go)", feature.source
    )


def test_the_table_is_in_order_and_has_each_mark_once() -> None:
    orders = [f.order for f in features()]
    assert orders == sorted(orders)
    assert sum(len(f.uses) for f in features()) == len(features_by_use())
    assert len({f.name for f in features()}) == len(features())


def test_the_marks_are_of_known_functions_and_blocks() -> None:
    for use in features_by_use():
        kind, _, name = use.partition(" ")
        assert kind in ("block", "argument", "function", "type", "reference", "form")
        if kind == "function":
            assert find(name) is not None, name
        if kind in ("block", "argument"):
            assert name.partition(".")[0] in {*top_level(), "lifecycle", "backend"}, name


CASES = {
    "nothing new": ('output "a" {\n  value = "b"\n}\n', ANY_VERSION),
    "validation of the variable itself": (
        'variable "a" {\n  type = string\n  validation {\n    condition     = length([for x in [var.a] : x]) > 0\n'
        '    error_message = "It must not be empty."\n  }\n}\n',
        ANY_VERSION,
    ),
    "validation with a local": (
        'locals {\n  b = ["x"]\n}\nvariable "a" {\n  type = string\n  validation {\n'
        '    condition     = contains(local.b, var.a)\n    error_message = "It must be x."\n  }\n}\n',
        RequiredVersion("1.9", "validations that refer to other variables"),
    ),
    "another variable in the message alone": (
        'variable "b" {\n  type = string\n}\nvariable "a" {\n  type = string\n  validation {\n'
        '    condition     = var.a != ""\n    error_message = "It must not be ${var.b}."\n  }\n}\n',
        RequiredVersion("1.9", "validations that refer to other variables"),
    ),
    "a call deep in a template of a dynamic block": (
        'resource "aws_security_group" "a" {\n  dynamic "ingress" {\n    for_each = [1]\n    content {\n'
        '      description = "%{ if strcontains("a", "b") }c%{ endif }"\n    }\n  }\n}\n',
        RequiredVersion("1.5", "the functions strcontains and plantimestamp"),
    ),
    "a function by its namespace": (
        'output "a" {\n  value = core::templatestring("b", {})\n}\n',
        RequiredVersion("1.9", "the function templatestring"),
    ),
    "1.10 is later than 1.9": (
        'variable "a" {\n  type      = string\n  ephemeral = true\n}\n'
        'output "b" {\n  value = templatestring("c", {})\n}\n',
        RequiredVersion("1.10", "ephemeral variables and outputs"),
    ),
    "a plain id of an import": (
        'import {\n  to = aws_vpc.a\n  id = "vpc-1"\n}\n',
        RequiredVersion("1.5", "import blocks"),
    ),
    "an attribute that is called applying": ('output "a" {\n  value = var.b.applying\n}\n', ANY_VERSION),
    "a module's own argument that is called nullable": (
        'module "a" {\n  source   = "./b"\n  nullable = true\n}\n',
        ANY_VERSION,
    ),
}


@pytest.mark.parametrize(("text", "needs"), CASES.values(), ids=CASES)
def test_other_configurations(text: str, needs: RequiredVersion) -> None:
    assert least(text) == needs


def test_write_only_arguments_are_those_of_the_schema() -> None:
    text = 'resource "aws_ssm_parameter" "a" {\n  name     = "b"\n  type     = "String"\n  value_wo = "c"\n}\n'
    assert least(text).version == "1.11"
    assert required_version(parsed(text), None) == ANY_VERSION
    assert required_version(parsed(text), schema("3.39.0")) == ANY_VERSION


def test_the_latest_of_some() -> None:
    assert latest(()) == ANY_VERSION
    assert latest((RequiredVersion("1.9"), RequiredVersion("1.10"), ANY_VERSION)).version == "1.10"


OF_MODULES = {
    "apigateway": "1.9",
    "aurora": "1.3",
    "efs": "1.9",
    "elasticache": "1.9",
    "iam_role": "1.3",
    "kms": "1.9",
    "logs": "1.9",
    "s3_bucket": "1.3",
    "security_group": "1.9",
    "vpc": "1.9",
}


@pytest.mark.parametrize("version", ["3.39.0", "4.67.0", "5.100.0", "6.62.0"])
def test_the_modules_of_the_library(version: str) -> None:
    builder = CachedBuilder(TemplateFolders.of(), schema(version))
    built = [builder.module(name) for name in TemplateFolders.of().modules()]
    assert {b.name: b.needs.version for b in built} == OF_MODULES
    for module in built:
        texts = {f.path.rpartition("/")[2]: f.text for f in module.files}
        assert f'required_version = "{module.needs.constraint}"' in texts["versions.tf"]
        assert f"| Terraform | `{module.needs.constraint}` for {module.needs.feature} |" in texts["README.md"]


def test_a_root_needs_what_it_and_its_modules_need() -> None:
    """The example's backend takes use_lockfile; the minimal one has none, and a vpc."""
    minimal = example(stack=REPOSITORY / "examples" / "minimal" / "stack.yaml")
    for rendered, expected in ((example(stack=EXAMPLE), "1.10"), (minimal, "1.9")):
        texts = [f.text for f in rendered.files if re.fullmatch(r"envs/\w+/versions\.tf", f.path)]
        assert texts
        assert all(f'required_version = ">= {expected}"' in text for text in texts)


def test_versions_are_compared_as_numbers() -> None:
    assert version_order("1.10") > version_order("1.9")
