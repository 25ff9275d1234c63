import pytest

from tests.rules.hcl import expect, found, one

WAF = """
resource "aws_wafv2_%s" "x" {
  name  = "x"
  scope = "REGIONAL"%s

  default_action {
    allow {}
  }

  visibility_config {
    cloudwatch_metrics_enabled = false
    metric_name                = "x"
    sampled_requests_enabled   = false
  }

  rule {
    name     = "limit"
    priority = 1

    action {
      block {}
    }

    statement {
%s
    }

    visibility_config {
      cloudwatch_metrics_enabled = false
      metric_name                = "limit"
      sampled_requests_enabled   = false
    }
  }
}
"""
RATE = """
      rate_based_statement {
        limit              = 100
        aggregate_key_type = "CUSTOM_KEYS"

        custom_key {
          ip {}
        }
      }
"""
LABEL = """
      not_statement {
        statement {
          label_match_statement {
            scope = "LABEL"
            key   = "a"
          }
        }
      }
"""
NEWER = """
      some_newer_statement {
        country_codes = ["DE"]
      }
"""

CASES = {
    "in a resource": """
resource "aws_efs_file_system" "x" {
  lifecycle_polcy { ⟵ TFG310
    transition_to_ia = "AFTER_30_DAYS"
  }
}
""",
    "in a provider": """
provider "aws" {
  default_tag { ⟵ TFG310
  }
}

resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"
}
""",
    "in a data source": """
data "aws_vpc" "x" {
  filtr { ⟵ TFG310
    name   = "tag:Name"
    values = ["x"]
  }
}
""",
    "in nested blocks": """
resource "aws_s3_bucket_server_side_encryption_configuration" "x" {
  bucket = "x"

  rule {
    apply_encryption_by_default { ⟵ TFG310
      sse_algorithm = "aws:kms"
    }
  }
}
""",
    "as a dynamic block": """
resource "aws_efs_file_system" "x" {
  dynamic "lifecycle_polcy" { ⟵ TFG310
    for_each = [1]

    content {
      transition_to_ia = "AFTER_30_DAYS"
    }
  }
}
""",
    "in an argument written as blocks": """
resource "aws_security_group" "x" {
  ingress {
    from_port = 443

    cidr { ⟵ TFG310
    }
  }
}
""",
    "blocks of the language, which stand in resources only": """
resource "terraform_data" "x" {
}

resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"

  lifecycle {
    precondition {
      condition     = terraform_data.x.id != ""
      error_message = "x"
    }
  }

  connection {
    host = "x"
  }

  provisioner "local-exec" {
    command    = "true"
    on_failure = continue
  }
}

data "aws_vpc" "x" {
  provisioner "local-exec" { ⟵ TFG310
    command = "true"
  }
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_unknown_block(hcl: str) -> None:
    expect(hcl)


def test_the_message() -> None:
    diagnostic = one('resource "aws_vpc" "x" {\n  cidr_block = "10.0.0.0/16"\n  lifecyle {\n  }\n}\n')
    assert diagnostic.summary == 'Unknown block "lifecyle"'
    assert diagnostic.detail == "aws_vpc has no such block."
    assert diagnostic.help == 'Did you mean "lifecycle"?'


@pytest.mark.parametrize("statement", [RATE, LABEL, NEWER], ids=["renamed in the copy", "nested", "newer"])
@pytest.mark.parametrize("type_", ["web_acl", "rule_group"])
def test_what_a_copied_schema_lacks_is_no_mistake(type_: str, statement: str) -> None:
    capacity = "\n  capacity = 10\n" if type_ == "rule_group" else ""
    hcl = WAF % (type_, capacity, statement.strip("\n"))
    if type_ == "rule_group":
        hcl = hcl.replace("  default_action {\n    allow {}\n  }\n\n", "")

    assert found(hcl) == ()


@pytest.mark.parametrize("version", ["4.67.0", "5.100.0"])
def test_where_the_schema_is_no_copy_a_slip_is_one(version: str) -> None:
    hcl = WAF % ("web_acl", "", NEWER.strip("\n"))

    assert [d.code for d in found(hcl, version=version)] == ["TFG310"]


def test_beside_what_was_copied_a_slip_is_one() -> None:
    hcl = (WAF % ("web_acl", "", RATE.strip("\n"))).replace("action {\n      block", "action {\n      blok")

    assert [d.code for d in found(hcl)] == ["TFG310"]
