import pytest

from tests.rules.hcl import expect, judged, one
from tfgen.diagnostics import Skipped

CASES = {
    "a resource type": """
resource "aws_elasticache_replication_groop" "x" { ⟵ TFG308
}
""",
    "a data source": """
data "aws_availability_zonez" "x" { ⟵ TFG308
}
""",
    "a data source that is a resource only": """
data "aws_efs_mount_targets" "x" { ⟵ TFG308
}
""",
    "a data source in a check": """
check "x" {
  data "aws_vpcc" "x" { ⟵ TFG308
  }

  assert {
    condition     = data.aws_vpcc.x.id != ""
    error_message = "x"
  }
}
""",
    "what is declared of an unknown type is not judged further": """
resource "aws_vpcc" "x" { ⟵ TFG308
  whatever = 1
}

output "x" {
  value = aws_vpcc.x.whatever
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_unknown_type(hcl: str) -> None:
    expect(hcl)


@pytest.mark.parametrize(
    ("hcl", "help_"),
    [
        (
            'resource "aws_elasticache_replication_groop" "x" {\n}\n',
            'Did you mean "aws_elasticache_replication_group"?',
        ),
        ('resource "aws_availability_zones" "x" {\n}\n', "It is a data source."),
        ('data "aws_efs_backup_policy" "x" {\n}\n', "It is a resource."),
    ],
)
def test_the_nearest_type_is_named(hcl: str, help_: str) -> None:
    assert one(hcl).help == help_


def test_versions_differ() -> None:
    expect('resource "aws_s3_bucket_versioning" "x" { ⟵ TFG308\n}\n', version="3.39.0")


def test_types_of_other_providers_are_counted_as_not_judged() -> None:
    hcl = """
resource "acme_thing" "x" {
}

data "acme_things" "x" {
}

resource "aws_vpc" "x" {
  provider = localstack
}

resource "terraform_data" "x" {
}
"""
    _, result = judged({"main.tf": hcl})
    assert result.diagnostics == ()
    assert result.skipped == (Skipped(3, "resources of providers without a schema"),)
