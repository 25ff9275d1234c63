import pytest

from tests.rules.hcl import expect, one

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
