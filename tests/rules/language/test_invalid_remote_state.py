import pytest

from tests.rules.hcl import expect, forms, one

FORM = """
variable "x" {
  default = ""
}

locals {
  bucket = "acme"
}

data "terraform_remote_state" "x" {
  backend = "s3"
  config  = { <value> }<mark>
}
"""

S3 = 'key = "y", region = "us-west-2"'

CASES = {
    **forms(
        FORM,
        (
            f'bucket = "x", {S3}',
            f'"bucket" : "x", {S3}',
            f"bucket = var.x, {S3}",
            f'bucket = 1, encrypt = "true", max_retries = "3", {S3}',
            f'(var.x) = "x", {S3}',
            f'bucket = "x", assume_role = {{ role_arn = "arn:aws:iam::123456789012:role/x" }}, {S3}',
        ),
        (
            f'bucket = "x", profil = "y", {S3}',
            f"bucket = local.bucket, profil = local.bucket, {S3}",
            'bucket = "x", region = "us-west-2"',
            f'bucket = "x", encrypt = "maybe", {S3}',
            f"bucket = [], {S3}",
            f'bucket = "x", role_arn = "arn:aws:iam::123456789012:role/x", {S3}',
        ),
        "TFG249",
    ),
    **forms(FORM, (), (f'bucket = var.x, profil = "y", {S3}',), "TFG249 warning"),
    "backends": """
data "terraform_remote_state" "local" {
  backend = "local"
}

data "terraform_remote_state" "s3" {
  backend = "s3"
  config  = { bucket = "x" } ⟵ TFG249
}

data "terraform_remote_state" "upper" {
  backend = "S3" ⟵ TFG249
}

data "terraform_remote_state" "removed" {
  backend = "etcd" ⟵ TFG249
}

data "terraform_remote_state" "remote" {
  backend = "remote"

  config = {
    organization = "x"
    workspaces   = { name = "y" }
  }
}
""",
    "nothing is looked at until the config is known": """
variable "x" {
  default = ""
}

data "terraform_remote_state" "x" {
  backend = "S3" ⟵ TFG249 warning
  config  = { bucket = var.x }
}
""",
    "no config": """
data "terraform_remote_state" "x" { ⟵ TFG249
  backend = "gcs"
}
""",
    "written as a block, which is one mistake": """
data "terraform_remote_state" "x" {
  backend = "s3"
  config { ⟵ TFG304
    bucket = "x"
  }
}
""",
    "no map": """
data "terraform_remote_state" "x" {
  backend = "s3"
  config  = "x" ⟵ TFG249
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_invalid_remote_state(hcl: str) -> None:
    expect(hcl)


def test_the_nearest_argument_is_offered() -> None:
    hcl = FORM.replace("<value>", f'bucket = "x", {S3}, profil = "y"').replace("<mark>", "")
    assert one(hcl).help == 'Did you mean "profile"?'
