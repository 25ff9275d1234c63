import pytest

from tests.rules.hcl import expect

CASES = {
    "a resource, and nothing in it": """
resource "aws_s3_bucket_object" "a" { ⟵ TFG314 warning
  bucket = "acme-a-1"
  key    = "a"
}
""",
    "a data source": """
data "aws_s3_bucket_objects" "a" { ⟵ TFG314 warning
  bucket = "acme-a-1"
}
""",
    "one without instances: the version that removes it refuses it too": """
resource "aws_evidently_project" "a" { ⟵ TFG314 warning
  count = 0
  name  = "a"
}
""",
    "their successors": """
resource "aws_s3_object" "a" {
  bucket = "acme-a-1"
  key    = "a"
}

data "aws_s3_objects" "a" {
  bucket = "acme-a-1"
}
""",
}


@pytest.mark.parametrize("name", CASES)
def test_deprecated_types(name: str) -> None:
    expect(CASES[name])


def test_a_version_that_does_not_deprecate_it() -> None:
    expect(CASES["a resource, and nothing in it"].replace(" ⟵ TFG314 warning", ""), version="3.39.0")
