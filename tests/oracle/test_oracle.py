"""The judge judged: what is right passes, each mistake is found where it stands, the schema arrives as it was sent."""

from __future__ import annotations

import json
import platform
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.oracle import Case, Judge, OracleDiagnostic, OracleError, Verdict, judge, read_case
from tests.oracle.fixtures import VERSIONS
from tests.oracle.process import Worker
from tfgen.terraform.schema import load_schema
from tfgen.terraform.schema.model import BlockSchema, NestedBlock
from tfgen.terraform.types.model import to_json

pytestmark = pytest.mark.terraform

Oracle = Callable[[str], Judge]

needs_real_provider = pytest.mark.skipif(
    not sys.platform.startswith("linux") or platform.machine() != "x86_64",
    reason="the package with the real provider is made for Linux on x86_64 only",
)


@dataclass(frozen=True)
class Mistake:
    """HCL with one mistake: on ``line``, called ``summary`` by core, in ``versions`` of the provider."""

    hcl: str
    line: int
    summary: str
    versions: Sequence[str] = VERSIONS


GOOD = """\
variable "name" {
  type = string
}

data "aws_availability_zones" "available" {}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
  tags       = { Name = var.name }
}

resource "aws_subnet" "private" {
  count             = 2
  vpc_id            = aws_vpc.main.id
  cidr_block        = cidrsubnet(aws_vpc.main.cidr_block, 8, count.index)
  availability_zone = data.aws_availability_zones.available.names[count.index]
}

resource "aws_security_group" "web" {
  vpc_id = aws_vpc.main.id

  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }
}

resource "aws_efs_file_system" "files" {
  encrypted = true

  lifecycle_policy {
    transition_to_ia = "AFTER_30_DAYS"
  }
}

output "zones" {
  value = data.aws_availability_zones.available.names
}

output "name" {
  value = jsonencode({ name = var.name })
}
"""

MISTAKES = {
    "unknown argument": Mistake(
        """\
resource "aws_efs_file_system" "x" {
  encryptd = true
}
""",
        line=2,
        summary="Unsupported argument",
    ),
    "missing argument": Mistake(
        """\
resource "aws_subnet" "x" {
  cidr_block = "10.0.0.0/24"
}
""",
        line=1,
        summary="Missing required argument",
    ),
    "computed-only argument": Mistake(
        """\
resource "aws_security_group" "x" {
  arn = "arn:aws:ec2:us-east-1:123456789012:security-group/sg-1"
}
""",
        line=2,
        summary="Value for unconfigurable attribute",
    ),
    "computed-only argument of a data source": Mistake(
        """\
data "aws_vpc" "x" {
  arn = "arn:aws:ec2:us-east-1:123456789012:vpc/vpc-1"
}
""",
        line=2,
        summary="Value for unconfigurable attribute",
    ),
    "wrong type": Mistake(
        """\
resource "aws_lb" "x" {
  idle_timeout = "soon"
}
""",
        line=2,
        summary="Incorrect attribute value type",
    ),
    "block written as an argument": Mistake(
        """\
resource "aws_efs_file_system" "x" {
  lifecycle_policy = [{ transition_to_ia = "AFTER_30_DAYS" }]
}
""",
        line=2,
        summary="Unsupported argument",
    ),
    "argument written as a block": Mistake(
        """\
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"
  tags {
    Name = "x"
  }
}
""",
        line=3,
        summary="Unsupported block type",
    ),
    "missing block": Mistake(
        """\
resource "aws_wafv2_web_acl" "x" {
  name  = "x"
  scope = "REGIONAL"
  default_action {
    allow {}
  }
}
""",
        line=1,
        summary="Insufficient visibility_config blocks",
    ),
    "one block too many": Mistake(
        """\
resource "aws_eks_cluster" "x" {
  name     = "x"
  role_arn = "arn:aws:iam::123456789012:role/x"
  vpc_config {
    subnet_ids = ["subnet-1"]
  }
  vpc_config {
    subnet_ids = ["subnet-2"]
  }
}
""",
        line=7,
        summary="Too many vpc_config blocks",
    ),
    "unknown resource type": Mistake(
        """\
resource "aws_elasticache_replication_groop" "x" {
}
""",
        line=1,
        summary="Invalid resource type",
    ),
    "reference to an attribute that is not there": Mistake(
        """\
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"
}

output "x" {
  value = aws_vpc.x.name
}
""",
        line=6,
        summary="Unsupported attribute",
    ),
    "undeclared variable": Mistake(
        """\
resource "aws_vpc" "x" {
  cidr_block = var.cidr
}
""",
        line=2,
        summary="Reference to undeclared input variable",
    ),
    "a bool where the provider wants the word": Mistake(
        """\
resource "aws_elasticache_replication_group" "x" {
  replication_group_id       = "x"
  description                = "x"
  at_rest_encryption_enabled = "yes"
}
""",
        line=4,
        summary="Invalid string-valued flag",
        versions=("6.62.0",),
    ),
    "four lifecycle policies": Mistake(
        """\
resource "aws_efs_file_system" "x" {
  lifecycle_policy { transition_to_ia = "AFTER_7_DAYS" }
  lifecycle_policy { transition_to_ia = "AFTER_7_DAYS" }
  lifecycle_policy { transition_to_ia = "AFTER_7_DAYS" }
  lifecycle_policy { transition_to_ia = "AFTER_7_DAYS" }
}
""",
        line=5,
        summary="Too many lifecycle_policy blocks",
        versions=("5.100.0", "6.62.0"),
    ),
    "block that only the provider requires": Mistake(
        """\
resource "aws_inspector2_filter" "x" {
  name   = "x"
  action = "NONE"
}
""",
        line=1,
        summary="Missing filter_criteria block",
        versions=("6.62.0",),
    ),
}


def mistakes_of(version: str) -> Mapping[str, Mistake]:
    return {name: mistake for name, mistake in MISTAKES.items() if version in mistake.versions}


def cases_of(mistakes: Mapping[str, Mistake]) -> list[Case]:
    return [Case(name, {"main.tf": mistake.hcl}) for name, mistake in mistakes.items()]


def only_error(verdict: Verdict) -> OracleDiagnostic:
    (error,) = verdict.errors
    return error


@pytest.mark.parametrize("version", VERSIONS)
def test_what_is_right_passes(oracle: Oracle, version: str) -> None:
    (verdict,) = oracle(version).judge([Case("good", {"main.tf": GOOD})])
    assert str(verdict) == "good: valid"


@pytest.mark.parametrize("version", VERSIONS)
def test_every_mistake_is_found_where_it_stands(oracle: Oracle, version: str) -> None:
    mistakes = mistakes_of(version)
    verdicts = oracle(version).judge(cases_of(mistakes))
    found = {v.name: [(e.file, e.line, e.summary) for e in v.errors] for v in verdicts}
    assert found == {name: [("main.tf", m.line, m.summary)] for name, m in mistakes.items()}


@needs_real_provider
def test_the_real_provider_finds_the_same(oracle: Oracle, real_oracle: Judge) -> None:
    cases = [Case("good", {"main.tf": GOOD}), *cases_of(mistakes_of("3.39.0"))]
    ours, theirs = (
        [(v.name, v.valid, [(e.file, e.line, e.column, e.address) for e in v.errors]) for v in it.judge(cases)]
        for it in (oracle("3.39.0"), real_oracle)
    )
    assert ours == theirs


@pytest.mark.parametrize("version", VERSIONS)
def test_core_gives_the_schema_back_as_it_was_served(oracle: Oracle, version: str) -> None:
    schema = load_schema("aws", version)
    served = json.loads(oracle(version).schema_document())["provider_schemas"]["registry.terraform.io/hashicorp/aws"]
    assert served["provider"]["block"] == as_json(schema.provider_config())
    for section, names, find in (
        ("resource_schemas", schema.resource_types(), schema.resource),
        ("data_source_schemas", schema.data_types(), schema.data_source),
    ):
        assert sorted(served[section]) == list(names)
        for name in names[::25]:
            assert served[section][name]["block"] == as_json(find(name)), name


def as_json(block: BlockSchema | None) -> Mapping[str, object]:
    """A block in the form of ``terraform providers schema -json``, which leaves out what is false or empty."""
    assert block is not None
    attributes = {
        name: {"type": to_json(a.type), "description_kind": "plain"}
        | {
            flag: True
            for flag in ("required", "optional", "computed", "sensitive", "deprecated", "write_only")
            if getattr(a, flag)
        }
        for name, a in block.attributes.items()
    }
    blocks = {name: nested_as_json(nested) for name, nested in block.blocks.items()}
    found = {"attributes": attributes, "block_types": blocks, "deprecated": block.deprecated}
    return {"description_kind": "plain"} | {key: value for key, value in found.items() if value}


def nested_as_json(nested: NestedBlock) -> Mapping[str, object]:
    counts = {"min_items": nested.min_items, "max_items": nested.max_items}
    return {"nesting_mode": nested.nesting, "block": as_json(nested.block)} | {k: n for k, n in counts.items() if n}


VPC_MODULE = """\
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 6.62.0, < 7.0.0"
    }
  }
}

variable "cidr" {
  type = string
}

resource "aws_vpc" "this" {
  cidr_block = var.cidr
}
"""


def test_a_root_calls_modules_beside_it(oracle: Oracle) -> None:
    files = {"modules/vpc/main.tf": VPC_MODULE}
    good = 'module "network" {\n  source = "../../modules/vpc"\n  cidr   = "10.0.0.0/16"\n}\n'
    bad = good.replace("cidr  ", "cird  ")
    right, wrong = oracle("6.62.0").judge(
        [
            Case("right", {**files, "envs/dev/main.tf": good}, root="envs/dev"),
            Case("wrong", {**files, "envs/dev/main.tf": bad}, root="envs/dev"),
        ]
    )
    assert str(right) == "right: valid"
    assert [(e.file, e.line, e.summary, e.address) for e in wrong.errors] == [
        ("envs/dev/main.tf", 1, "Missing required argument", "module.network"),
        ("envs/dev/main.tf", 3, "Unsupported argument", "module.network"),
    ]


def test_a_mistake_inside_a_called_module_is_placed_in_its_file(oracle: Oracle) -> None:
    files = {
        "modules/vpc/main.tf": VPC_MODULE.replace("cidr_block =", "cidr_blok  ="),
        "envs/dev/main.tf": 'module "network" {\n  source = "../../modules/vpc"\n  cidr   = "10.0.0.0/16"\n}\n',
    }
    (verdict,) = oracle("6.62.0").judge([Case("x", files, root="envs/dev")])
    assert [(e.file, e.line, e.summary) for e in verdict.errors] == [
        ("modules/vpc/main.tf", 15, "Unsupported argument")
    ]


def test_a_module_is_judged_alone_too(oracle: Oracle) -> None:
    (verdict,) = oracle("6.62.0").judge([Case("x", {"modules/vpc/main.tf": VPC_MODULE}, root="modules/vpc")])
    assert verdict.valid


def test_version_constraints_are_judged(oracle: Oracle) -> None:
    (verdict,) = oracle("5.100.0").judge([Case("x", {"main.tf": VPC_MODULE})])
    assert (verdict.valid, verdict.stage) == (False, "init")
    assert "no available releases match the given constraints >= 6.62.0, < 7.0.0" in only_error(verdict).detail


@pytest.mark.parametrize(
    ("hcl", "summary"),
    [
        ('resource "aws_vpc" "x" {\n', "Unclosed configuration block"),
        ('module "x" {\n  source = "./nowhere"\n}\n', "Unreadable module directory"),
        ('resource "random_id" "x" {\n  byte_length = 1\n}\n', "Failed to query available provider packages"),
    ],
)
def test_what_init_refuses(oracle: Oracle, hcl: str, summary: str) -> None:
    (verdict,) = oracle("6.62.0").judge([Case("x", {"main.tf": hcl})])
    assert (verdict.valid, verdict.stage, verdict.errors[0].summary) == (False, "init", summary)


def test_a_plan_with_variables(oracle: Oracle) -> None:
    name = 'say "${hello}" \\ %{ if } \u2603\n'
    (verdict,) = oracle("6.62.0").judge([Case("good", {"main.tf": GOOD}, variables={"name": name})], plan=True)
    assert (verdict.valid, verdict.stage) == (True, "plan")
    assert verdict.planned == (
        "aws_efs_file_system.files",
        "aws_security_group.web",
        "aws_subnet.private[0]",
        "aws_subnet.private[1]",
        "aws_vpc.main",
    )
    assert verdict.outputs["zones"] == ["us-east-1a", "us-east-1b", "us-east-1c"]
    assert json.loads(str(verdict.outputs["name"])) == {"name": name}


def test_a_plan_finds_what_only_values_show(oracle: Oracle) -> None:
    hcl = 'variable "zone" {\n  type = number\n}\n\noutput "zone" {\n  value = ["a", "b"][var.zone]\n}\n'
    cases = [
        Case("right", {"main.tf": hcl}, variables={"zone": 1}),
        Case("beyond", {"main.tf": hcl}, variables={"zone": 2}),
        Case("no value", {"main.tf": hcl}),
        Case("no number", {"main.tf": hcl}, variables={"zone": "b"}),
    ]
    verdicts = oracle("6.62.0").judge(cases, plan=True)
    assert {v.name: [(v.stage, e.summary) for e in v.errors] for v in verdicts} == {
        "right": [],
        "beyond": [("plan", "Invalid index")],
        "no value": [("plan", "No value for required variable")],
        "no number": [("plan", "Invalid value for input variable")],
    }


def test_a_root_with_a_remote_backend_is_planned_without_it(oracle: Oracle) -> None:
    hcl = (
        'terraform {\n  backend "s3" {\n    bucket = "x"\n    key    = "x"\n    region = "us-east-1"\n  }\n}\n\n' + GOOD
    )
    (verdict,) = oracle("6.62.0").judge([Case("x", {"main.tf": hcl}, variables={"name": "x"})], plan=True)
    assert (verdict.valid, verdict.stage, len(verdict.planned)) == (True, "plan", 5)


def test_verdicts_come_in_the_order_of_the_cases(oracle: Oracle) -> None:
    cases = [Case(str(i), {"main.tf": f'output "x" {{\n  value = {"var.x" if i % 3 else i}\n}}\n'}) for i in range(100)]
    verdicts = oracle("6.62.0").judge(cases)
    assert [v.name for v in verdicts] == [case.name for case in cases]
    assert [v.valid for v in verdicts] == [i % 3 == 0 for i in range(100)]


def test_one_batch_by_the_short_road() -> None:
    (verdict,) = judge([Case("x", {"main.tf": 'output "x" {\n  value = 1\n}\n'})], "3.39.0", jobs=1)
    assert verdict.valid


def test_a_case_stays_in_its_folder(oracle: Oracle) -> None:
    with pytest.raises(ValueError, match=r"x: \.\./main\.tf is not a path inside the case"):
        oracle("6.62.0").judge([Case("x", {"../main.tf": ""})])


def test_a_terraform_that_dies_is_no_verdict(tmp_path: Path) -> None:
    worker = Worker(tmp_path / "log", (str(tmp_path / "socket"), "0.0.1"))
    with pytest.raises(OracleError, match=r"0\.0\.1"):
        worker.run(("version",), tmp_path)


def test_a_folder_is_read_without_what_terraform_left_there(tmp_path: Path) -> None:
    for path in (
        "envs/dev/main.tf",
        "envs/dev/.terraform/modules/modules.json",
        "envs/dev/terraform.tfstate",
        "m/a.tf",
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("# x")
    case = read_case(tmp_path / "envs/dev", tree=tmp_path)
    assert (case.root, dict(case.files)) == ("envs/dev", {"envs/dev/main.tf": "# x", "m/a.tf": "# x"})
