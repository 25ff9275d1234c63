import pytest

from tests.rules.hcl import expect, forms

FORM = """
variable "x" {
  default = ""
}

resource "terraform_data" "x" {
  for_each = { a = "b" }

  provisioner "local-exec" {
    when    = destroy
    command = <value><mark>
  }
}
"""

CASES = {
    **forms(
        FORM,
        ('"x"', "self.id", "path.module", "each.key", "terraform.workspace", '"${self.id}-${each.key}"'),
        ("var.x", "each.value", "local.x", '"${self.id}-${var.x}"', "terraform_data.x.id", "count.other"),
        "TFG244",
    ),
    "connections": """
variable "x" {
  default = ""
}

resource "terraform_data" "x" {
  connection {
    host = var.x ⟵ TFG244
  }

  provisioner "local-exec" {
    when    = destroy
    command = "x"

    connection {
      host = var.x ⟵ TFG244
    }
  }
}
""",
    "at creation": """
variable "x" {
  default = ""
}

resource "terraform_data" "x" {
  connection {
    host = var.x
  }

  provisioner "local-exec" {
    command = var.x
  }
}
""",
}
CASES["wrong: local.x"] = CASES["wrong: local.x"] + "\nlocals {\n  x = 1\n}\n"


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_destroy_time_reference(hcl: str) -> None:
    expect(hcl)
