import pytest

from tests.rules.hcl import expect, one

CASES = {
    "a list of maps": """
resource "aws_efs_file_system" "x" {
  lifecycle_policy = [{ transition_to_ia = "AFTER_30_DAYS" }] ⟵ TFG303
}
""",
    "a map, nested": """
resource "aws_s3_bucket_server_side_encryption_configuration" "x" {
  bucket = "x"

  rule {
    apply_server_side_encryption_by_default = { ⟵ TFG303
      sse_algorithm = "aws:kms"
    }
  }
}
""",
    "for a required block: it is not missing then": """
resource "aws_s3_bucket_versioning" "x" { ⟵ terraform
  bucket                   = "x"
  versioning_configuration = { status = "Enabled" } ⟵ TFG303
}
""",
    "timeouts": """
resource "aws_subnet" "x" {
  vpc_id   = "vpc-1"
  timeouts = { create = "5m" } ⟵ TFG303
}
""",
    "in a data source": """
data "aws_vpcs" "x" {
  filter = [{ name = "tag:Name", values = ["x"] }] ⟵ TFG303
}
""",
    "what takes both forms, as argument with all keys": """
resource "aws_security_group" "x" {
  ingress = [{
    cidr_blocks      = ["10.0.0.0/8"]
    description      = ""
    from_port        = 443
    ipv6_cidr_blocks = []
    prefix_list_ids  = []
    protocol         = "tcp"
    security_groups  = []
    self             = false
    to_port          = 443
  }]
  egress = []
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_block_as_attribute(hcl: str) -> None:
    expect(hcl)


def test_the_message() -> None:
    diagnostic = one('resource "aws_efs_file_system" "x" {\n  lifecycle_policy = []\n}\n')
    assert diagnostic.summary == '"lifecycle_policy" is a block, not an argument'
    assert diagnostic.detail == "In aws_efs_file_system it is a nested block: it takes no equals sign and no list."
    assert diagnostic.help == "Write lifecycle_policy { ... }, once for each element."
