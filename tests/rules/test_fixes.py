"""Every fix turns its rule's Example into something that the rule is silent on and real Terraform accepts."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.annotations import files_of
from tests.fixes.hcl import fix_result, fixed
from tests.oracle import Case, Judge
from tests.rules.hcl import found, found_in
from tests.rules.test_docs import OWN
from tfgen.explain.docstring import files, page
from tfgen.rules.base import Rule
from tfgen.rules.registry import RULES
from tfgen.terraform.hcl.format import format_source
from tfgen.terraform.hcl.rewrite import rewrite

FIXED = {rule.code: rule for rule in RULES if any(d.fix for d in found_in(files(page(rule.doc).example)))}
"""The rules whose Example has a fix; the others' need something that only people know, or that is far from any name."""

every_fixed_rule = pytest.mark.parametrize("rule", FIXED.values(), ids=FIXED)


def after(rule: Rule) -> Mapping[str, str]:
    texts = files(page(rule.doc).example)
    return {**texts, **fix_result(texts, unsafe=True).texts}


def test_which_rules_have_fixes() -> None:
    assert {
        "TFG290", "TFG301", "TFG303", "TFG304", "TFG305", "TFG308", "TFG309", "TFG310", "TFG311", "TFG401", "TFG403",
    } <= FIXED.keys()  # fmt: skip
    assert not FIXED.keys() & OWN


@every_fixed_rule
def test_the_rule_is_silent_afterwards(rule: Rule) -> None:
    result = fix_result(files(page(rule.doc).example), unsafe=True)
    assert result.fixed == 1
    assert result.checked.result.diagnostics == ()


@every_fixed_rule
def test_what_was_canonical_stays_canonical(rule: Rule) -> None:
    for path, text in files(page(rule.doc).example).items():
        assert format_source(rewrite(text)) == text
        assert format_source(rewrite(after(rule)[path])) == after(rule)[path]


@every_fixed_rule
def test_once_is_enough(rule: Rule) -> None:
    assert fix_result(after(rule), unsafe=True).texts == {}


@pytest.mark.terraform
def test_terraform_accepts_them(oracle: Callable[[str], Judge]) -> None:
    cases = [Case(code, after(rule)) for code, rule in FIXED.items()]
    for text, hcl in MENDED.items():
        cases += [Case(f"{text} {i}", files_of(hcl[i])) for i in (0, 1)]
    accepted = [verdict.name for verdict in oracle("6.62.0").judge(cases) if verdict.valid]
    assert accepted == [*FIXED, *(f"{text} {i}" for text in MENDED for i in ((0, 1) if text in TAKEN else (1,)))]


TAKEN = {"a literal that converts", "a comparison that is never true", "a reference in quotes"}
"""What Terraform takes as it was, too."""

SAFE = {
    "a misspelt meta-argument": (
        """
resource "aws_vpc" "x" {
  for_eech   = toset(["a"]) # each
  cidr_block = "10.0.0.0/16"
}
""",
        """
resource "aws_vpc" "x" {
  for_each   = toset(["a"]) # each
  cidr_block = "10.0.0.0/16"
}
""",
    ),
    "a misspelt meta-block with labels": (
        """
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"

  provisoner "local-exec" {
    command = "true"
  }
}
""",
        """
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"

  provisioner "local-exec" {
    command = "true"
  }
}
""",
    ),
    "a dynamic block and what goes by its name": (
        """
resource "aws_efs_file_system" "x" {
  dynamic "lifecycle_polcy" {
    for_each = toset(["AFTER_30_DAYS"])

    content {
      transition_to_ia = "${lifecycle_polcy.value}"
    }
  }
}
""",
        """
resource "aws_efs_file_system" "x" {
  dynamic "lifecycle_policy" {
    for_each = toset(["AFTER_30_DAYS"])

    content {
      transition_to_ia = "${lifecycle_policy.value}"
    }
  }
}
""",
    ),
    "a literal that converts": (
        """
resource "aws_elasticache_replication_group" "x" {
  replication_group_id       = "x"
  description                = 1.50
  at_rest_encryption_enabled = true
  num_cache_clusters         = "2"
}
""",
        """
resource "aws_elasticache_replication_group" "x" {
  replication_group_id       = "x"
  description                = "1.5"
  at_rest_encryption_enabled = "true"
  num_cache_clusters         = 2
}
""",
    ),
    "a comparison that is never true": (
        """
resource "aws_elasticache_replication_group" "x" {
  replication_group_id = "x"
  description          = "x"
}

output "x" {
  value = true != (aws_elasticache_replication_group.x.at_rest_encryption_enabled) ? "a" : "b" # c
}
""",
        """
resource "aws_elasticache_replication_group" "x" {
  replication_group_id = "x"
  description          = "x"
}

output "x" {
  value = "true" != (aws_elasticache_replication_group.x.at_rest_encryption_enabled) ? "a" : "b" # c
}
""",
    ),
    "the same argument twice": (
        """
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"
  # again
  cidr_block = "10.0.0.0/16" # sic
}
""",
        """
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"
  # again
  # sic
}
""",
    ),
    "references of every kind": (
        """
variable "region_name" {
  type = string
}

locals {
  full_name = var.region_nme
}

resource "aws_vpc" "private" {
  cidr_block = "10.0.0.0/16"
}

data "aws_vpc" "everything" {
  id = aws_vpc.privte.id
}

module "network" {
  source    = "./network"
  full_nmae = local.full_name
}

output "x" {
  value = [local.full_nam, data.aws_vpc.everythng.arn, module.netwrk.subnets, aws_vpc.private.cidr_blck]
}
== network/main.tf
variable "full_name" {
  type = string
}

output "subnets" {
  value = []
}
""",
        """
variable "region_name" {
  type = string
}

locals {
  full_name = var.region_name
}

resource "aws_vpc" "private" {
  cidr_block = "10.0.0.0/16"
}

data "aws_vpc" "everything" {
  id = aws_vpc.private.id
}

module "network" {
  source    = "./network"
  full_name = local.full_name
}

output "x" {
  value = [local.full_name, data.aws_vpc.everything.arn, module.network.subnets, aws_vpc.private.cidr_block]
}
== network/main.tf
variable "full_name" {
  type = string
}

output "subnets" {
  value = []
}
""",
    ),
    "a type that is referred to by its right name": (
        """
resource "aws_ecs_clustr" "x" {
  name = "x"
}

resource "aws_eks_cluster" "x" {
  name     = "x"
  role_arn = aws_ecs_cluster.x.arn

  vpc_config {
    subnet_ids = []
  }
}
""",
        """
resource "aws_ecs_cluster" "x" {
  name = "x"
}

resource "aws_eks_cluster" "x" {
  name     = "x"
  role_arn = aws_ecs_cluster.x.arn

  vpc_config {
    subnet_ids = []
  }
}
""",
    ),
    "a function": (
        'output "x" {\n  value = [for s in ["a"] : uper(s)]\n}\n',
        'output "x" {\n  value = [for s in ["a"] : upper(s)]\n}\n',
    ),
    "what is built in": (
        'output "x" {\n  value = "${path.modul}/x"\n}\n',
        'output "x" {\n  value = "${path.module}/x"\n}\n',
    ),
    "a provider's alias": (
        """
provider "aws" {
  alias  = "oregon"
  region = "us-west-2"
}

resource "aws_vpc" "x" {
  provider   = aws.oregn
  cidr_block = "10.0.0.0/16"
}
""",
        """
provider "aws" {
  alias  = "oregon"
  region = "us-west-2"
}

resource "aws_vpc" "x" {
  provider   = aws.oregon
  cidr_block = "10.0.0.0/16"
}
""",
    ),
    "an output of a module": (
        """
module "network" {
  source = "./network"
}

output "x" {
  value = module.network.subnet_ides
}
== network/main.tf
output "subnet_ids" {
  value = []
}
""",
        """
module "network" {
  source = "./network"
}

output "x" {
  value = module.network.subnet_ids
}
== network/main.tf
output "subnet_ids" {
  value = []
}
""",
    ),
    "a reference in quotes": (
        """
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"

  lifecycle {
    ignore_changes = ["tags", "tags[\\"a\\"]"]
  }
}
""",
        """
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"

  lifecycle {
    ignore_changes = [tags, tags["a"]]
  }
}
""",
    ),
}

UNSAFE = {
    "what only the provider sets": (
        'resource "aws_vpc" "x" {\n  arn        = "x" # why\n  cidr_block = "10.0.0.0/16"\n}\n',
        'resource "aws_vpc" "x" {\n  # why\n  cidr_block = "10.0.0.0/16"\n}\n',
    ),
    "a word without quotes": (
        'resource "aws_vpc" "x" {\n  cidr_block       = "10.0.0.0/16"\n  instance_tenancy = dedicated\n}\n',
        'resource "aws_vpc" "x" {\n  cidr_block       = "10.0.0.0/16"\n  instance_tenancy = "dedicated"\n}\n',
    ),
    "a variable without var": (
        'variable "cidr" {\n  type = string\n}\n\nresource "aws_vpc" "x" {\n  cidr_block = cidr\n}\n',
        'variable "cidr" {\n  type = string\n}\n\nresource "aws_vpc" "x" {\n  cidr_block = var.cidr\n}\n',
    ),
    "a data source without data": (
        'data "aws_vpc" "x" {\n  default = true\n}\n\noutput "x" {\n  value = aws_vpc.x.id\n}\n',
        'data "aws_vpc" "x" {\n  default = true\n}\n\noutput "x" {\n  value = data.aws_vpc.x.id\n}\n',
    ),
    "a word for a bool": (
        'resource "aws_vpc" "x" {\n  cidr_block           = "10.0.0.0/16"\n  enable_dns_hostnames = "On"\n}\n',
        'resource "aws_vpc" "x" {\n  cidr_block           = "10.0.0.0/16"\n  enable_dns_hostnames = true\n}\n',
    ),
    "one thing for many": (
        'resource "aws_db_subnet_group" "x" {\n  subnet_id = ["subnet-1"]\n}\n',
        'resource "aws_db_subnet_group" "x" {\n  subnet_ids = ["subnet-1"]\n}\n',
    ),
}

MENDED = {**SAFE, **UNSAFE}


@pytest.mark.parametrize(("before", "after"), SAFE.values(), ids=SAFE)
def test_safe(before: str, after: str) -> None:
    assert {**files_of(before), **fix_result(files_of(before)).texts} == files_of(after)


@pytest.mark.parametrize(("before", "after"), UNSAFE.values(), ids=UNSAFE)
def test_unsafe(before: str, after: str) -> None:
    assert fixed(before) == before
    assert fixed(before, unsafe=True) == after


@pytest.mark.parametrize(
    "hcl",
    [
        'resource "aws_vpc" "x" {\n  cidr_block = "10.0.0.0/16"\n  cidr_block = "10.1.0.0/16"\n}\n',
        'resource "aws_vpc" "x" {\n  cidr_block = "10.0.0.0/16"\n  cidr_blok  = "10.1.0.0/16"\n}\n',
        'resource "aws_efs_file_system" "x" {\n  encrypted = <<-EOT\n    true\n  EOT\n}\n',
        'resource "aws_db_subnet_group" "x" {\n  subnet_id = "subnet-1"\n}\n',
        'output "x" {\n  value = [for i in [1] : j]\n}\nvariable "j" {\n}\nlocals {\n  j = 1\n}\n',
        'resource "aws_vpc" "x" {\n  cidr_block = "10.0.0.0/16"\n  arn = [ # why\n    1]\n}\n',
    ],
    ids=["two values", "set already", "heredoc", "of another type", "two of the name", "comments in it"],
)
def test_what_is_not_certain_is_left_to_people(hcl: str) -> None:
    assert found(hcl)
    assert fixed(hcl, unsafe=True) == hcl


BLANKS = st.text(" \t", max_size=3)
COMMENT = st.sampled_from(["", "# c", "// encryptd = 1", "/* c */", '# "${'])
LINES = st.lists(st.builds("{}{}\n".format, BLANKS, COMMENT), max_size=3).map("".join)


@given(above=LINES, indent=BLANKS, gap=BLANKS, beside=COMMENT, below=LINES, ends=st.sampled_from(["\n", "\r\n"]))
def test_what_stands_around_stays(above: str, indent: str, gap: str, beside: str, below: str, ends: str) -> None:
    """Comments, blank lines, blanks and line ends, when a file is not canonical."""
    text = f'resource "aws_efs_file_system"  "x" {{\n{above}{indent}%s{gap}= %s {beside}\n{below}}}\n'
    text = text.replace("\n", ends)
    before, wanted = text % ("encryptd", '"true"'), text % ("encrypted", "true")
    assert fixed(before) == wanted
