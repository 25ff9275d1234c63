import pytest

from tests.rules.hcl import expect, one

CASES = {
    "in a resource": """
resource "aws_s3_bucket_versioning" "x" { ⟵ TFG307
  bucket = "x"
}
""",
    "in a nested block": """
resource "aws_wafv2_web_acl" "x" {
  name  = "x"
  scope = "REGIONAL"

  default_action {
    block {
      custom_response {
        response_code = 403

        response_header {
          name  = "a"
          value = "b"
        }
      }
    }
  }

  rule { ⟵ TFG307
    name     = "x"
    priority = 1

    statement {
      geo_match_statement {
        country_codes = ["US"]
      }
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "x"
    sampled_requests_enabled   = true
  }
}
""",
    "in the content of a dynamic block": """
resource "aws_s3_bucket_website_configuration" "x" {
  bucket = "x"

  dynamic "routing_rule" {
    for_each = [1]

    content { ⟵ TFG307
    }
  }
}
""",
    "a block that only the provider requires": """
resource "aws_inspector2_filter" "x" { ⟵ TFG307
  name   = "x"
  action = "NONE"
}
""",
    "a dynamic block over an empty literal is none": """
resource "aws_s3_bucket_versioning" "x" { ⟵ TFG307
  bucket = "x"

  dynamic "versioning_configuration" {
    for_each = []

    content {
      status = "Enabled"
    }
  }
}
""",
    "a dynamic block over what is not known may be one": """
variable "on" {
  type = bool
}

resource "aws_s3_bucket_versioning" "x" {
  bucket = "x"

  dynamic "versioning_configuration" {
    for_each = var.on ? [1] : []

    content {
      status = "Enabled"
    }
  }
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_missing_block(hcl: str) -> None:
    expect(hcl)


def test_the_message() -> None:
    diagnostic = one('resource "aws_s3_bucket_versioning" "x" {\n  bucket = "x"\n}\n')
    assert diagnostic.summary == 'Missing block "versioning_configuration"'
    assert diagnostic.detail == "aws_s3_bucket_versioning requires at least one; there is none."
    assert diagnostic.help == "Add versioning_configuration { ... }."
