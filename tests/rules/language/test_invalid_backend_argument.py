import pytest

from tests.rules.hcl import expect

CASES = {
    "s3": """
terraform {
  backend "s3" {
    bucket       = "x"
    key          = "x"
    region       = "us-west-2"
    encrypt      = "yes" ⟵ TFG237
    use_lockfil  = true ⟵ TFG237
    assume_role  = { role_arn = "arn:aws:iam::123456789012:role/x" }
    kms_key_id   = var.key ⟵ TFG237
    acl          = lower("PRIVATE") ⟵ TFG237
    max_retries  = "3"
    use_lockfile = true

    allowed_account_ids = ["123456789012"]
  }
}
""",
    "others": """
terraform {
  backend "gcs" {
    bucket = "x"
    region = "x" ⟵ TFG237
  }
}
""",
    "blocks": """
terraform {
  backend "remote" {
    organization = "x"
    workspaces   = { name = "x" } ⟵ TFG237
  }
}
""",
    "what an unknown backend has is unknown": """
terraform {
  backend "foo" { ⟵ TFG236
    x = 1
  }
}
""",
}


def test_in_tfgens_own_files_it_is_an_error() -> None:
    expect('terraform {\n  backend "s3" {\n    bukket = "x" ⟵ TFG237\n  }\n}\n', generated=True)


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_invalid_backend_argument(hcl: str) -> None:
    expect(hcl)
