import pytest

from tests.rules.hcl import expect, forms

FORM = """
resource "terraform_data" "x" {
  lifecycle {
    action_trigger {<terraform>
      events  = [after_create]
      actions = <value><mark>
    }
  }
}
"""

CASES = {
    **forms(FORM.replace("<terraform>", ""), (), ("[terraform_data.x]", "[1]", "[module.x.y]"), "TFG246"),
    "no list": FORM.replace("<terraform>", " ⟵ terraform")
    .replace("<value>", "action.a.b ⟵ TFG246")
    .replace("<mark>", ""),
    "no actions": FORM.replace("<terraform>", " ⟵ TFG246").replace("<value>", "[]").replace("<mark>", ""),
    "no events": """
resource "terraform_data" "x" {
  lifecycle {
    action_trigger { ⟵ TFG246
      events  = []
      actions = [action.aws_lambda_invoke.x]
    }
  }
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_invalid_action_trigger(hcl: str) -> None:
    expect(hcl)
