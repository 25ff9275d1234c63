"""The failures of one real deployment, made again: in foreign HCL, in a template and in a stack. Each is found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.rules.hcl import expect
from tfgen.cli.root import run
from tfgen.library.folders import TemplateFolders

FOREIGN = {
    "a string-valued flag that is no flag": """
resource "aws_elasticache_replication_group" "sessions" {
  replication_group_id       = "sessions"
  description                = "Sessions"
  at_rest_encryption_enabled = "yes" ⟵ TFG311
}
""",
    "a string-valued flag given a bool: Terraform converts it": """
resource "aws_elasticache_replication_group" "sessions" {
  replication_group_id       = "sessions"
  description                = "Sessions"
  at_rest_encryption_enabled = true ⟵ TFG309 note
}
""",
    "a string-valued flag compared with a bool": """
variable "encrypt" {
  type = string
}

resource "aws_elasticache_replication_group" "sessions" {
  replication_group_id       = "sessions"
  description                = "Sessions"
  at_rest_encryption_enabled = var.encrypt
  kms_key_id                 = var.encrypt == true ? "key" : null ⟵ TFG403
}

output "encrypted" {
  value = aws_elasticache_replication_group.sessions.at_rest_encryption_enabled == true ⟵ TFG403
}
""",
    "a lifecycle policy as a list of maps": """
resource "aws_efs_file_system" "files" {
  lifecycle_policy = [ ⟵ TFG303
    { transition_to_ia = "AFTER_30_DAYS" },
    { transition_to_primary_storage_class = "AFTER_1_ACCESS" },
  ]
}
""",
    "a stage named by hand: other people's names are their own affair": """
resource "aws_apigatewayv2_stage" "prod" {
  api_id = "abc"
  name   = "prod"
}
""",
}


@pytest.mark.parametrize("hcl", FOREIGN.values(), ids=FOREIGN)
def test_in_foreign_hcl(hcl: str) -> None:
    expect(hcl)


TEMPLATES = {
    "a bool for a string-valued flag": (
        "elasticache",
        "at_rest_encryption_enabled = var.at_rest_encryption_enabled",
        "at_rest_encryption_enabled = true",
        'TFG309]: "at_rest_encryption_enabled" wants string',
        'Write "true".',
    ),
    "a string-valued flag compared with a bool": (
        "elasticache",
        "at_rest_encryption_enabled = var.at_rest_encryption_enabled",
        'at_rest_encryption_enabled = var.at_rest_encryption_enabled == true ? "true" : "false"',
        "TFG403]: A string is compared with true",
        'Compare it with "true".',
    ),
    "a lifecycle policy as a list of maps": (
        "efs",
        "throughput_mode                 = var.throughput_mode",
        "throughput_mode                 = var.throughput_mode\n"
        '  lifecycle_policy = [{ transition_to_ia = "AFTER_30_DAYS" }]',
        'TFG303]: "lifecycle_policy" is a block, not an argument',
        "Write lifecycle_policy { ... }, once for each element.",
    ),
    "a stage named by hand": (
        "apigateway",
        "name        = var.suffix",
        'name        = "prod"',
        "TFG501]: aws_apigatewayv2_stage.name does not end with the suffix",
        'End it with "-${var.suffix}".',
    ),
}

STACKS = {
    "elasticache": (
        "  cache: {module: elasticache, vpc_id: vpc-12345678, subnet_ids: [subnet-12345678, subnet-87654321]}\n"
    ),
    "efs": "  files: {module: efs, vpc_id: vpc-12345678, subnet_ids: [subnet-12345678]}\n",
    "apigateway": (
        "  api:\n    module: apigateway\n    integrations: {shop: {type: http, uri: https://example.com}}\n"
        "    routes: {GET /: {integration: shop}}\n"
    ),
}


def stack(services: str) -> str:
    return (
        f"stack: shop\nregion: us-west-2\nprovider: {{aws: 6.62.0}}\nenvironments: {{dev: {{}}}}\nservices:\n{services}"
    )


@pytest.mark.parametrize("module", STACKS)
def test_without_the_mistake_the_stacks_render(module: str, tmp_path: Path) -> None:
    (tmp_path / "stack.yaml").write_text(stack(STACKS[module]))
    assert run(["render", str(tmp_path)]) == 0


@pytest.mark.parametrize(("module", "right", "wrong", "finding", "help_"), TEMPLATES.values(), ids=TEMPLATES)
def test_in_a_template(
    module: str, right: str, wrong: str, finding: str, help_: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "stack.yaml").write_text(stack(STACKS[module]))
    template = TemplateFolders.of().path(f"{module}/main.tf.jinja")
    assert template is not None
    text = template.read_text()
    assert right in text
    overlay = tmp_path / "templates" / module
    overlay.mkdir(parents=True)
    (overlay / "main.tf.jinja").write_text(text.replace(right, wrong))

    assert run(["render", str(tmp_path), "--templates", str(tmp_path / "templates")]) == 2

    said = capsys.readouterr()
    line = text.replace(right, wrong).splitlines().index(f"  {wrong}".splitlines()[-1]) + 1
    assert f"error[{finding}" in said.out
    assert re.search(rf"{module}/main\.tf\.jinja:{line}\b", said.out)
    assert help_ in said.out
    assert said.out.count("error[") == 1
    assert said.err.endswith("Nothing was written.\n")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["stack.yaml", "templates"]


IN_STACKS = {
    "a flag that is no flag": (
        "elasticache",
        "{module: elasticache, at_rest_encryption_enabled: sometimes, ",
        "TFG015",
    ),
    "a lifecycle policy as a list of maps": (
        "efs",
        "{module: efs, transition_to_ia: [{transition_to_ia: AFTER_30_DAYS}], ",
        "TFG015",
    ),
    "a block's name for an input": ("efs", "{module: efs, lifecycle_policy: [], ", "TFG013"),
    "a stage named by hand": ("apigateway", "module: apigateway\n    stage: prod\n", "TFG013"),
}


@pytest.mark.parametrize(("module", "wrong", "code"), IN_STACKS.values(), ids=IN_STACKS)
def test_in_a_stack(module: str, wrong: str, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    right = wrong.partition(",")[0] + ", " if "," in wrong else f"module: {module}\n"
    (tmp_path / "stack.yaml").write_text(stack(STACKS[module].replace(right, wrong)))
    assert run(["render", str(tmp_path)]) == 2
    said = capsys.readouterr()
    assert re.findall(r"error\[(TFG\d+)\]", said.out) == [code]
    assert f"{tmp_path.name}/stack.yaml:" in said.out
    assert [p.name for p in tmp_path.iterdir()] == ["stack.yaml"]
