import pytest

from tests.rules.hcl import expect, one

CASES = {
    "terraform_data": """
resource "terraform_data" "x" {
  input            = [1]
  triggers_replace = "x"
  inputs           = 1 ⟵ TFG301

  timeouts { ⟵ TFG310
  }
}
""",
    "an attribute that is no block": """
resource "terraform_data" "x" {
  input { ⟵ TFG304
  }
}
""",
    "what can only be read": """
resource "terraform_data" "x" {
  output = 1 ⟵ tfgen TFG305
}
""",
    "terraform_remote_state": """
data "terraform_remote_state" "x" {
  backend   = "local"
  workspace = "x"
  config    = { path = "x" }
}

data "terraform_remote_state" "y" { ⟵ TFG302
  backnd = "s3" ⟵ TFG301
}

data "terraform_remote_state" "z" { ⟵ TFG302
}
""",
    "meta-arguments": """
resource "terraform_data" "x" {
  for_each = { a = "b" }
  input    = each.value

  lifecycle {
    ignore_changes = [input]
  }
}

resource "terraform_data" "y" {
  lifecycle {
    ignore_changes = [inpt] ⟵ TFG232
  }
}
""",
    "types that there are not": """
data "terraform_data" "x" { ⟵ TFG308
}

resource "terraform_remote_state" "x" { ⟵ TFG308
}

resource "terraform_dat" "x" { ⟵ TFG308
}
""",
    "a dynamic lifecycle": """
resource "terraform_data" "x" {
  dynamic "lifecycle" { ⟵ TFG310
    for_each = []

    content {
    }
  }
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_builtin(hcl: str) -> None:
    expect(hcl)


def test_the_message_names_no_provider() -> None:
    assert (
        one('resource "terraform_data" "x" {\n  inputs = 1\n}\n').detail
        == "terraform_data has no such argument in Terraform."
    )
