"""Resources of the providers that real code uses everywhere; real core judges the same cases by the schema."""

from __future__ import annotations

import pytest

from tests.annotations import files_of, refused, wrong
from tests.oracle import Case, Judge
from tests.rules.hcl import expect, found
from tests.rules.test_cases import lines
from tests.rules.test_docs import NOT_TERRAFORMS
from tfgen.terraform.schema import available

CASES = {
    "what is right": """
resource "random_password" "db" {
  length           = 16
  override_special = "!#"
  keepers          = { name = "x" }
}

resource "null_resource" "n" {
  triggers = { password = random_password.db.result }

  provisioner "local-exec" {
    command = "echo ${self.triggers.password}"
  }
}

resource "local_sensitive_file" "f" {
  filename        = "${path.module}/out"
  content         = random_password.db.result
  file_permission = "0600"
}

data "archive_file" "zip" {
  type        = "zip"
  output_path = "x.zip"

  source {
    content  = "x"
    filename = "x.txt"
  }
}

resource "tls_private_key" "k" {
  algorithm = "RSA"
  rsa_bits  = 4096
}

resource "tls_self_signed_cert" "c" {
  private_key_pem       = tls_private_key.k.private_key_pem
  validity_period_hours = 12
  allowed_uses          = ["digital_signature"]

  subject {
    common_name = "example.com"
  }
}

resource "time_rotating" "r" {
  rotation_days = 30
}

data "http" "ip" {
  url = "https://example.com"

  retry {
    attempts = 2
  }
}

data "external" "e" {
  program = ["python3", "x.py"]
}

data "cloudinit_config" "c" {
  gzip = false

  part {
    content_type = "text/cloud-config"
    content      = "x"
  }
}

output "all" {
  value = [
    data.archive_file.zip.output_base64sha256,
    data.external.e.result.anything,
    data.http.ip.response_body,
    data.cloudinit_config.c.rendered,
    time_rotating.r.rotation_rfc3339,
    data.http.ip.response_headers["Content-Type"],
    null_resource.n.id,
  ]
}
""",
    "arguments": """
resource "random_password" "db" {
  lenght = 16 ⟵ TFG301
  length = 16
}

resource "random_id" "x" { ⟵ TFG302
}

resource "random_pet" "p" {
  length = "two" ⟵ TFG309
}

resource "tls_self_signed_cert" "c" {
  private_key_pem       = "x"
  validity_period_hours = 12
  allowed_uses          = []
  key_algorithm         = "RSA" ⟵ TFG305
}

resource "time_sleep" "s" {
  create_duration = ["30s"] ⟵ TFG309
}
""",
    "blocks": """
data "archive_file" "zip" {
  type        = "zip"
  output_path = "x.zip"

  source { ⟵ TFG302
    content = "x"
  }

  sources { ⟵ TFG310
  }
}

data "cloudinit_config" "c" {
  part = [] ⟵ TFG303
}
""",
    "types and references": """
resource "random_pasword" "x" { ⟵ TFG308
  length = 16
}

data "tls_certificat" "x" { ⟵ TFG308
}

resource "random_string" "s" {
  length = 8
}

output "s" {
  value = random_string.s.reslt ⟵ TFG402
}

output "kind" {
  value = length(random_string.s.result) + random_string.s.length
}
""",
    "provider's own block": """
provider "tls" {
  proxi { ⟵ TFG310
  }

  proxy {
    url = "https://example.com"
  }
}

resource "tls_private_key" "k" {
  algorithm = "RSA"
}
""",
    "under another name": """
terraform {
  required_providers {
    dice = {
      source = "hashicorp/random"
    }
  }
}

resource "random_integer" "x" {
  provider = dice
  min      = 1
  maximum  = 3 ⟵ TFG301
  max      = 3
}
""",
    "functions": """
terraform {
  required_providers {
    local = {
      source = "hashicorp/local"
    }
    time = {
      source = "hashicorp/time"
    }
  }
}

variable "path" {
  type = string
}

output "exists" {
  value = provider::local::direxists(var.path)
}

output "year" {
  value = provider::time::rfc3339_parse(var.path).year
}

output "typo" {
  value = provider::local::direxist(var.path) ⟵ TFG429
}

output "more" {
  value = provider::local::direxists(var.path, "x") ⟵ TFG454
}
""",
    "write-only and ephemeral": """
ephemeral "random_password" "e" {
  length = 16
}

resource "tls_self_signed_cert" "c" {
  private_key_pem_wo         = ephemeral.random_password.e.result
  private_key_pem_wo_version = 1
  validity_period_hours      = 12
  allowed_uses               = []
}
""",
}

SILENT = {
    "a provider of the same name, of somebody else": """
terraform {
  required_providers {
    random = {
      source = "acme/random"
    }
  }
}

resource "random_thing" "x" {
  anything = 1
}
""",
    "a provider without a schema": """
resource "acme_thing" "x" {
  anything = 1
}

output "x" {
  value = acme_thing.x.whatever
}
""",
}


@pytest.mark.parametrize("hcl", [*CASES.values(), *SILENT.values()], ids=[*CASES, *SILENT])
def test_other_providers(hcl: str) -> None:
    expect(hcl)


@pytest.mark.terraform
def test_core_refuses_the_same_lines() -> None:
    others = {item.provider: item.version for item in available() if item.provider != "aws"}
    cases = [Case(title, files_of(hcl)) for title, hcl in CASES.items()]

    with Judge("6.62.0", jobs=1, others=others) as judge:
        verdicts = judge.judge(cases)

    found_lines = {case.name: lines(verdict) for case, verdict in zip(cases, verdicts, strict=True)}
    assert found_lines == {title: refused(hcl, NOT_TERRAFORMS) for title, hcl in CASES.items()}
    assert {case.name: verdict.valid for case, verdict in zip(cases, verdicts, strict=True)} == {
        title: not wrong(hcl, NOT_TERRAFORMS) for title, hcl in CASES.items()
    }


def test_the_message_names_the_provider_s_version() -> None:
    [diagnostic] = found('resource "random_pet" "x" {\n  lenght = 1\n}\n')

    assert diagnostic.detail == "random_pet has no such argument in random 3.9.1."


def test_in_json_blocks_are_told_from_arguments() -> None:
    text = '{"data": {"cloudinit_config": {"c": {"part": [{"content": "x"}, {"content": "y"}]}}}}'

    assert found(f"== main.tf.json\n{text}\n") == ()
