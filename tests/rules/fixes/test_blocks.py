"""Arguments that must be blocks and blocks that must be arguments, before and after their fixes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fixes.hcl import fixed
from tests.oracle import Case, Judge
from tests.rules.hcl import found, one
from tfgen.terraform.hcl.format import format_source

BLOCKS = {
    "a list": (
        """
resource "aws_efs_file_system" "x" {
  lifecycle_policy = [{ transition_to_ia = "AFTER_30_DAYS" }, { transition_to_archive = "AFTER_90_DAYS" }]
}
""",
        """
resource "aws_efs_file_system" "x" {
  lifecycle_policy {
    transition_to_ia = "AFTER_30_DAYS"
  }

  lifecycle_policy {
    transition_to_archive = "AFTER_90_DAYS"
  }
}
""",
    ),
    "comments everywhere": (
        """
resource "aws_efs_file_system" "x" { # 0
  lifecycle_policy = [ # 1
    # 2
    { # 3
      transition_to_ia = "AFTER_30_DAYS", # 4
      # 5
    }, # 6
    # 7
    { transition_to_archive : "AFTER_90_DAYS" /* 8 */ } # 9
    # 10
  ]
  # 11
}
""",
        """
resource "aws_efs_file_system" "x" { # 0
  # 1
  # 2
  lifecycle_policy {                   # 3
    transition_to_ia = "AFTER_30_DAYS" # 4
    # 5
  } # 6

  # 7
  lifecycle_policy {
    transition_to_archive = "AFTER_90_DAYS" /* 8 */
  } # 9
  # 10
  # 11
}
""",
    ),
    "one object, with blocks in it and quoted keys": (
        """
resource "aws_s3_bucket_server_side_encryption_configuration" "x" {
  bucket = "x"
  rule = {
    "bucket_key_enabled" = true
    apply_server_side_encryption_by_default = {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = null
    }
    blocked_encryption_types = [
      "SSE-C",
    ]
  }
}
""",
        """
resource "aws_s3_bucket_server_side_encryption_configuration" "x" {
  bucket = "x"
  rule {
    bucket_key_enabled = true
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = null
    }
    blocked_encryption_types = [
      "SSE-C",
    ]
  }
}
""",
    ),
    "a meta block": (
        """
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"
  lifecycle  = { ignore_changes = [tags] }
}
""",
        """
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"
  lifecycle {
    ignore_changes = [tags]
  }
}
""",
    ),
    "none": (
        """
resource "aws_efs_file_system" "x" {
  encrypted        = true
  lifecycle_policy = []
}
""",
        """
resource "aws_efs_file_system" "x" {
  encrypted = true
}
""",
    ),
}

DYNAMIC = {
    "a for expression": (
        """
variable "classes" {
  type = list(string)
}

resource "aws_efs_file_system" "x" {
  lifecycle_policy = [for c in var.classes : { transition_to_ia = c } if c != ""]
}
""",
        """
variable "classes" {
  type = list(string)
}

resource "aws_efs_file_system" "x" {
  dynamic "lifecycle_policy" {
    for_each = [for c in var.classes : { transition_to_ia = c } if c != ""]

    content {
      transition_to_ia = lifecycle_policy.value.transition_to_ia
    }
  }
}
""",
    ),
    "one or none": (
        """
variable "tiered" {
  type = bool
}

resource "aws_efs_file_system" "x" {
  lifecycle_policy = var.tiered ? [{ transition_to_ia = "AFTER_30_DAYS" }] : []
}
""",
        """
variable "tiered" {
  type = bool
}

resource "aws_efs_file_system" "x" {
  dynamic "lifecycle_policy" {
    for_each = var.tiered ? [{ transition_to_ia = "AFTER_30_DAYS" }] : []

    content {
      transition_to_ia = lifecycle_policy.value.transition_to_ia
    }
  }
}
""",
    ),
}

ARGUMENTS = {
    "a map, with comments": (
        """
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"

  tags { # 1
    # 2
    Name = "x" # 3
  }            # 4
}
""",
        """
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"

  tags = { # 1
    # 2
    Name = "x" # 3
  }            # 4
}
""",
    ),
    "one line, deeper": (
        """
resource "aws_lambda_function" "x" {
  function_name = "x"
  role          = "arn:aws:iam::123456789012:role/x"

  environment {
    variables { A = "b" }
  }
}
""",
        """
resource "aws_lambda_function" "x" {
  function_name = "x"
  role          = "arn:aws:iam::123456789012:role/x"

  environment {
    variables = { A = "b" }
  }
}
""",
    ),
}

SAFE = {**BLOCKS, **ARGUMENTS}


@pytest.mark.parametrize(("before", "after"), SAFE.values(), ids=SAFE)
def test_safe(before: str, after: str) -> None:
    assert fixed(before) == after
    assert format_source(after) == after
    assert fixed(after) == after


@pytest.mark.parametrize(("before", "after"), DYNAMIC.values(), ids=DYNAMIC)
def test_dynamic_blocks_are_not_safe(before: str, after: str) -> None:
    assert fixed(before) == before
    assert fixed(before, unsafe=True) == after


@pytest.mark.terraform
def test_terraform_accepts_them(oracle: Callable[[str], Judge]) -> None:
    pairs = {**SAFE, **DYNAMIC}
    cases = [Case(f"{name} {i}", {"main.tf": pair[i]}) for name, pair in pairs.items() for i in (0, 1)]
    verdicts = oracle("6.62.0").judge(cases)
    assert [v.name for v in verdicts if v.valid] == [f"{name} 1" for name in pairs]


@pytest.mark.parametrize(
    "argument",
    [
        "lifecycle_policy = var.x",
        "lifecycle_policy = [var.x]",
        "lifecycle_policy = [{ (var.x) = 1 }]",
        'lifecycle_policy = [{ "a b" = 1 }]',
        "lifecycle_policy = [{ made_up = 1 }]",
        "lifecycle_policy = [ # why\n  ]",
        "lifecycle_policy /* why */ = [{}]",
        'lifecycle_policy = [{ transition_to_ia /* why */ = "x" }]',
        "lifecycle_policy = [for x in var.x : x]",
        'lifecycle_policy = { for x in var.x : x => { transition_to_ia = "y" } }',
        'lifecycle_policy = var.x ? [{ transition_to_ia = "x" }] : [{ transition_to_archive = "x" }]',
        "lifecycle_policy = 1",
        "creation_token {\n  }",
        'tags "x" {\n  }',
        "tags {\n  }\n  tags {\n  }",
        "tags {\n    x {\n    }\n  }",
        "tags {\n    for = 1\n  }",
        "tags /* why */ {\n  }",
        'dynamic "tags" {\n    for_each = [1]\n    content {\n    }\n  }',
    ],
)
def test_what_is_not_certain_is_left_to_people(argument: str) -> None:
    hcl = f'variable "x" {{\n}}\n\nresource "aws_efs_file_system" "x" {{\n  {argument}\n}}\n'
    assert [d.code for d in found(hcl) if d.code in ("TFG303", "TFG304")]
    assert [d.fix for d in found(hcl) if d.code in ("TFG303", "TFG304") and d.fix] == []


def test_the_title() -> None:
    fix = one('resource "aws_efs_file_system" "x" {\n  lifecycle_policy = [{ transition_to_ia = "x" }]\n}\n').fix
    assert fix is not None
    assert fix.title == "Write lifecycle_policy { ... }"


BLANKS = st.text(" \t", max_size=3)
COMMENT = st.sampled_from(["", "# c", "// c { }", "/* c */", '# "${'])
LINE = st.builds("{}{}{}\n".format, BLANKS, COMMENT, BLANKS)
LINES = st.lists(LINE, max_size=3).map("".join)


@given(before=LINES, beside=COMMENT, after=LINES, blanks=BLANKS, gap=BLANKS)
def test_what_stands_around_stays(before: str, beside: str, after: str, blanks: str, gap: str) -> None:
    """Comments, blank lines and the layout of other lines."""
    head = f'resource "aws_efs_file_system"   "x"{gap}{{\n{before}{blanks}'
    tail = f"{gap}{beside}\n{after}{blanks}encrypted{gap}=  true\n}}\n"
    result = fixed(f'{head}lifecycle_policy = [{{ transition_to_ia = "AFTER_30_DAYS" }}]{tail}')
    assert result.startswith(head)
    assert result.endswith(tail)
    block = 'lifecycle_policy { transition_to_ia = "AFTER_30_DAYS" }'
    assert result[len(head) : -len(tail)].split() == block.split()


@given(st.lists(st.tuples(LINES, COMMENT), max_size=3))
def test_the_content_of_a_block_stays_as_it_is(project: list[tuple[str, str]]) -> None:
    content = "".join(f'{above}a{i} = "1" {beside}\n' for i, (above, beside) in enumerate(project))
    text = f'resource "aws_vpc" "x" {{\ncidr_block = "10.0.0.0/16"\ntags {{\n{content}}}\n}}\n'
    assert fixed(text) == text.replace("tags {", "tags = {")
