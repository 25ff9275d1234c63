import pytest

from tests.rules.hcl import expect, schema
from tfgen.rules.schema._deprecations import _entries
from tfgen.terraform.schema import ProviderSchema

CASES = {
    "arguments and blocks, once for each resource": """
resource "aws_s3_bucket" "a" {
  bucket = "acme-a-1"
  acl    = "private" ⟵ TFG312 warning

  versioning { ⟵ TFG312 warning
    enabled = true
  }
  lifecycle_rule { ⟵ TFG312 warning
    enabled = true
  }
  lifecycle_rule {
    enabled = false
  }
}

resource "aws_s3_bucket" "b" {
  bucket = "acme-b-1"
  acl    = "private" ⟵ TFG312 warning
}
""",
    "what a variable gives": """
variable "arns" {
  type = list(string)
}

resource "aws_iam_role" "a" {
  name                = "a"
  assume_role_policy  = "{}"
  managed_policy_arns = var.arns ⟵ TFG312 warning
}
""",
    "a dynamic block": """
variable "policies" {
  type = map(string)
}

resource "aws_iam_role" "a" {
  name               = "a"
  assume_role_policy = "{}"

  dynamic "inline_policy" { ⟵ TFG312 warning
    for_each = var.policies
    content {
      name   = inline_policy.key
      policy = inline_policy.value
    }
  }
}
""",
    "in a block": """
resource "aws_s3_bucket_lifecycle_configuration" "a" {
  bucket = "acme-a-1"

  rule {
    id     = "a"
    status = "Enabled"
    prefix = "logs/" ⟵ TFG312 warning
    expiration {
      days = 1
    }
  }
}
""",
    "null sets nothing, and others of the same name are fine": """
resource "aws_iam_role" "a" {
  name                = "a"
  assume_role_policy  = "{}"
  managed_policy_arns = null
}

resource "aws_s3_bucket_acl" "a" {
  bucket = "acme-a-1"
  acl    = "private"
}

resource "aws_s3_bucket_lifecycle_configuration" "a" {
  bucket = "acme-a-1"

  rule {
    id     = "a"
    status = "Enabled"
    filter {
      prefix = "logs/"
    }
    expiration {
      days = 1
    }
  }
}
""",
}

BEFORE = {
    "3.39.0": """
resource "aws_s3_bucket" "a" {
  bucket = "acme-a-1"
  acl    = "private"

  versioning {
    enabled = true
  }
}
""",
    "4.67.0": """
resource "aws_s3_bucket" "a" {
  bucket = "acme-a-1"
  acl    = "private" ⟵ TFG312 warning
}

resource "aws_iam_role" "a" {
  name                = "a"
  assume_role_policy  = "{}"
  managed_policy_arns = ["arn:aws:iam::aws:policy/ReadOnlyAccess"]
}

resource "aws_eip" "a" {
  vpc = true
}
""",
    "5.100.0": """
resource "aws_eip" "a" {
  vpc = true ⟵ TFG312 warning
}

resource "aws_guardduty_detector" "a" {
  datasources {
    s3_logs {
      enable = true
    }
  }
}
""",
}


@pytest.mark.parametrize("name", CASES)
def test_deprecated_arguments(name: str) -> None:
    expect(CASES[name])


@pytest.mark.parametrize("version", BEFORE)
def test_what_the_version_deprecates_counts(version: str) -> None:
    expect(BEFORE[version], version=version)


def test_every_entry_names_what_a_version_has() -> None:
    schemas = [schema(version) for version in ("3.39.0", "4.67.0", "5.100.0", "6.62.0")]
    assert [path for path in _entries() if not any(_has(of, path) for of in schemas)] == []


def _has(of: ProviderSchema, path: str) -> bool:
    first, *steps = path.split(".")
    block = of.resource(first)
    if first == "provider":
        block = of.provider_config()
    elif first == "data":
        block = of.data_source(steps.pop(0))
    for step in steps:
        if block is None or step in block.attributes:
            break
        nested = block.blocks.get(step)
        block = nested.block if nested else None
    return block is not None
