import pytest

from tests.rules.hcl import expect, one
from tfgen.diagnostics import Severity

CASES = {
    "the first one too many": """
resource "aws_s3_bucket_versioning" "x" {
  bucket = "x"

  versioning_configuration {
    status = "Enabled"
  }

  versioning_configuration { ⟵ TFG306
    status = "Enabled"
  }

  versioning_configuration {
    status = "Enabled"
  }
}
""",
    "in a nested block": """
resource "aws_ecs_service" "x" {
  name = "x"

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  deployment_circuit_breaker { ⟵ TFG306
    enable   = true
    rollback = true
  }
}
""",
    "a limit that only the provider checks: EFS takes one transition in each of three blocks": """
resource "aws_efs_file_system" "x" {
  lifecycle_policy {
    transition_to_ia = "AFTER_7_DAYS"
  }

  lifecycle_policy {
    transition_to_primary_storage_class = "AFTER_1_ACCESS"
  }

  lifecycle_policy {
    transition_to_archive = "AFTER_90_DAYS"
  }

  lifecycle_policy { ⟵ TFG306
    transition_to_ia = "AFTER_14_DAYS"
  }
}
""",
    "a dynamic block over a literal": """
resource "aws_s3_bucket_versioning" "x" {
  bucket = "x"

  dynamic "versioning_configuration" {
    for_each = ["Enabled", "Suspended"]

    content { ⟵ TFG306
      status = versioning_configuration.value
    }
  }
}
""",
    "a dynamic block over an empty literal beside two": """
resource "aws_s3_bucket_versioning" "x" {
  bucket = "x"

  dynamic "versioning_configuration" {
    for_each = []

    content {
      status = "Enabled"
    }
  }

  versioning_configuration {
    status = "Enabled"
  }

  versioning_configuration { ⟵ TFG306
    status = "Enabled"
  }
}
""",
    "a dynamic block over what is not known": """
variable "states" {
  type = list(string)
}

resource "aws_s3_bucket_versioning" "x" {
  bucket = "x"

  dynamic "versioning_configuration" {
    for_each = var.states

    content {
      status = versioning_configuration.value
    }
  }
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_too_many_blocks(hcl: str) -> None:
    expect(hcl)


def test_a_limit_of_an_older_version_is_a_warning() -> None:
    block = '  ordered_placement_strategy {\n    type = "random"\n  }\n'
    diagnostic = one(f'resource "aws_ecs_service" "x" {{\n  name = "x"\n{block * 6}}}\n')
    assert diagnostic.severity is Severity.WARNING
    assert diagnostic.range is not None
    assert diagnostic.range.start.line == 18
    assert diagnostic.detail == (
        "aws_ecs_service takes at most 5; there are 6. "
        "That is the limit of an older provider version; AWS may have raised it."
    )


def test_the_message() -> None:
    text = '  versioning_configuration {\n    status = "Enabled"\n  }\n' * 2
    diagnostic = one(f'resource "aws_s3_bucket_versioning" "x" {{\n  bucket = "x"\n{text}}}\n')
    assert diagnostic.summary == 'Too many "versioning_configuration" blocks'
    assert diagnostic.detail == "aws_s3_bucket_versioning takes at most 1; there are 2."
    assert diagnostic.help == "Remove the others, or merge them into one."
