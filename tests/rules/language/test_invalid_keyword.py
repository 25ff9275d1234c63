import pytest

from tests.rules.hcl import expect, forms

PROVISIONER = """
resource "terraform_data" "x" {
  provisioner "local-exec" {
    command = "x"
    <value><mark>
  }
}
"""

TRIGGER = """
resource "terraform_data" "x" {
  lifecycle {
    action_trigger {<terraform>
      events  = <value><mark>
      actions = [action.aws_lambda_invoke.x]
    }
  }
}
"""

CASES = {
    **forms(
        PROVISIONER,
        ("when = destroy", "when = create", "on_failure = continue", "on_failure = fail"),
        ("when = delete", "when = var.x", "when = null", "on_failure = ignore", "on_failure = 1", "when = [destroy]"),
        "TFG243",
    ),
    "in quotes it is deprecated": PROVISIONER.replace("<value>", 'when = "destroy" ⟵ TFG290 warning').replace(
        "<mark>", ""
    ),
    "no word in quotes": PROVISIONER.replace("<value>", 'when = "foo" ⟵ TFG243 TFG290 warning').replace("<mark>", ""),
    "events": TRIGGER.replace("<terraform>", " ⟵ terraform")
    .replace("<value>", "[after_creation] ⟵ TFG243")
    .replace("<mark>", ""),
    "events in quotes": TRIGGER.replace("<terraform>", " ⟵ terraform")
    .replace("<value>", '["after_create"] ⟵ TFG243')
    .replace("<mark>", ""),
    "destruction": TRIGGER.replace("<terraform>", " ⟵ terraform")
    .replace("<value>", "[before_destroy] ⟵ TFG243")
    .replace("<mark>", ""),
    "no list": TRIGGER.replace("<terraform>", " ⟵ terraform")
    .replace("<value>", "after_create ⟵ TFG243")
    .replace("<mark>", ""),
    "twice": TRIGGER.replace("<terraform>", "")
    .replace("<value>", "[after_create, after_create] ⟵ TFG243")
    .replace("<mark>", ""),
    "language": """
terraform {
  language = TF2021
}

terraform {
  language = TF2020 ⟵ TFG243
}

terraform {
  language = "x" ⟵ TFG243
}
""",
    "iterators": """
resource "aws_security_group" "x" {
  dynamic "ingress" {
    for_each = [1]
    iterator = rule

    content {
      from_port = rule.value
    }
  }

  dynamic "egress" {
    for_each = [1]
    iterator = "rule" ⟵ TFG243

    content {
    }
  }
}

resource "aws_security_group" "y" {
  dynamic "egress" {
    for_each = [1]
    iterator = a.b ⟵ TFG243

    content {
    }
  }
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_invalid_keyword(hcl: str) -> None:
    expect(hcl)
