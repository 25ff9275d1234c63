"""Ephemeral resources and functions of the AWS provider: what the facts know of them."""

from __future__ import annotations

import pytest

from tests.rules.hcl import expect, judged

REQUIRED = """
terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}
"""
CASES = {
    "arguments": """
ephemeral "aws_secretsmanager_secret_version" "a" {
  secret_id = "x"
  region    = "us-west-2"
  secret    = "x" ⟵ TFG301
}

ephemeral "aws_ssm_parameter" "b" { ⟵ TFG302
  count = 1
}

ephemeral "aws_ssm_parameter" "c" {
  arn             = "arn:aws:ssm:us-west-2:123456789012:parameter/x"
  with_decryption = "maybe" ⟵ TFG309
}

ephemeral "aws_eks_cluster_auth" "d" {
  name  = "x"
  token = "y" ⟵ TFG305
}

ephemeral "aws_sts_web_identity_token" "e" {
  audience          = "https://example.com" ⟵ TFG309
  signing_algorithm = "ES384"
}
""",
    "blocks": """
variable "secrets" {
  type = map(string)
}

ephemeral "aws_kms_secrets" "a" {
  dynamic "secret" {
    for_each = var.secrets
    content {
      name    = secret.key
      payload = secret.value
    }
  }
}

ephemeral "aws_kms_secrets" "b" {
  secret { ⟵ TFG302
    name = "x"
    nam  = "x" ⟵ TFG301
  }
}
""",
    "attributes": """
ephemeral "aws_eks_cluster_auth" "a" {
  name = "x"
}

ephemeral "aws_kms_secrets" "b" {
  for_each = toset(["x"])
  secret {
    name    = each.key
    payload = "x"
  }
}

locals {
  right = [ephemeral.aws_eks_cluster_auth.a.token, ephemeral.aws_kms_secrets.b["x"].plaintext["x"]]
  wrong = ephemeral.aws_eks_cluster_auth.a.tokn ⟵ TFG402
  deep  = ephemeral.aws_eks_cluster_auth.a.token.x ⟵ TFG415
  which = ephemeral.aws_kms_secrets.b.plaintext ⟵ TFG412
}
""",
    "self": """
ephemeral "aws_eks_cluster_auth" "a" {
  name = "x"
  lifecycle {
    postcondition {
      condition     = self.token != ""
      error_message = "No token."
    }
  }
}

ephemeral "aws_eks_cluster_auth" "b" {
  name = "x"
  lifecycle {
    postcondition {
      condition     = self.tokn != "" ⟵ TFG402
      error_message = "No token."
    }
  }
}
""",
    "values are ephemeral": """
ephemeral "aws_secretsmanager_secret_version" "a" {
  secret_id = "x"
}

resource "aws_ssm_parameter" "a" {
  name  = "x"
  type  = "String"
  value = ephemeral.aws_secretsmanager_secret_version.a.secret_string ⟵ TFG468
}

resource "aws_db_instance" "a" {
  instance_class      = "db.t3.micro"
  skip_final_snapshot = true
  password_wo         = ephemeral.aws_secretsmanager_secret_version.a.secret_string
  password_wo_version = 1
}

output "a" {
  value = ephemeral.aws_secretsmanager_secret_version.a.arn ⟵ TFG468
}
""",
    "types": """
ephemeral "aws_nothing" "a" { ⟵ TFG308
  x = 1
}

ephemeral "aws_kms_secret" "b" { ⟵ TFG308
}
""",
    "functions": f"""{REQUIRED}
variable "arn" {{
  type = string
}}

locals {{
  right   = provider::aws::arn_parse(var.arn).account_id
  built   = provider::aws::arn_build("aws", "iam", "", 123456789012, "role/x")
  trimmed = provider::aws::trim_iam_role_path("arn:aws:iam::123456789012:role/a/b")
  agent   = provider::aws::user_agent("x", "1.0", "")
  part    = provider::aws::arn_parse(var.arn).account ⟵ TFG459
  few     = provider::aws::arn_build("aws") ⟵ TFG454
  many    = provider::aws::arn_parse(var.arn, "x") ⟵ TFG454
  type    = provider::aws::arn_parse([var.arn]) ⟵ TFG455
  null    = provider::aws::arn_parse(null) ⟵ TFG455
  prefix  = provider::aws::arn_parse("x") ⟵ TFG455
  service = provider::aws::trim_iam_role_path("arn:aws:s3:::b") ⟵ TFG455
  name    = provider::aws::user_agent("", "", "") ⟵ TFG455
  known   = provider::aws::arn_parse("arn:aws:s3:::b").service + 1 ⟵ TFG451
  unknown = provider::aws::arn_prase(var.arn) ⟵ TFG429
}}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_cases(hcl: str) -> None:
    expect(hcl)


@pytest.mark.parametrize("version", ["3.39.0", "4.67.0"])
def test_a_provider_that_is_too_old_has_none(version: str) -> None:
    hcl = f"""{REQUIRED}
ephemeral "aws_eks_cluster_auth" "a" {{
}}

locals {{
  a = provider::aws::arn_parse("x")
}}
"""
    _, result = judged({"main.tf": hcl}, version=version)
    assert [d.code for d in result.diagnostics] == ["TFG308", "TFG429"]
    assert [n.what for n in result.skipped if "expressions" not in n.what] == []


def test_each_version_has_what_came_with_it_or_before() -> None:
    hcl = """
ephemeral "aws_ecr_authorization_token" "a" {
}

ephemeral "aws_eks_cluster_auth" "b" {
  name   = "x"
  region = "x"
}
"""
    _, newer = judged({"main.tf": hcl}, version="6.62.0")
    _, older = judged({"main.tf": hcl}, version="5.100.0")
    assert newer.diagnostics == ()
    assert [(d.code, d.summary, d.help) for d in older.diagnostics] == [
        ("TFG308", 'Unknown ephemeral resource type "aws_ecr_authorization_token"', "It came with 6.22.0."),
        ("TFG301", 'Unknown argument "region"', ""),
    ]


def test_what_may_be_there_is_not_judged() -> None:
    hcl = f"""{REQUIRED}
ephemeral "aws_credentials" "a" {{
  x = 1
}}

locals {{
  a = provider::aws::iam_policy_split(1)
}}
"""
    _, result = judged({"main.tf": hcl})
    assert result.diagnostics == ()
    assert {n.what: n.count for n in result.skipped} == {
        "resources of providers without a schema": 1,
        "expressions that need a module or provider that is not known": 1,
    }
