import pytest

from tests.rules.hcl import expect, forms, one

FORM = """
resource "terraform_data" "x" {
  connection {
    host = "x"
  }

  provisioner <value>
}
"""

CASES = {
    **forms(
        FORM,
        (
            '"local-exec" {\n    command     = "x"\n    interpreter = ["a"]\n  }',
            '"local-exec" {\n    command     = "x"\n    environment = { a = "b" }\n    quiet = true\n  }',
            '"file" {\n    source      = "a"\n    destination = "b"\n  }',
            '"file" {\n    content     = "a"\n    destination = "b"\n  }',
            '"file" {\n    source      = null\n    content     = "a"\n    destination = "b"\n  }',
            '"remote-exec" {\n    inline = ["a"]\n  }',
            '"remote-exec" {\n    script = "a"\n  }',
            '"local-exec" {\n    _ {\n      command = "x"\n    }\n  }',
        ),
        (),
        "",
    ),
    "unknown ones": """
resource "terraform_data" "x" {
  provisioner "chef" { ⟵ TFG242
  }

  provisioner "puppet" { ⟵ TFG242
  }
}
""",
    "missing arguments": """
resource "terraform_data" "x" {
  connection {
    host = "x"
  }

  provisioner "local-exec" { ⟵ TFG242
  }
}

resource "terraform_data" "y" {
  provisioner "file" { ⟵ TFG242
    source = "a"
  }
}
""",
    "unknown arguments": """
resource "terraform_data" "x" {
  provisioner "local-exec" {
    command = "x"
    env     = {} ⟵ TFG242

    environment { ⟵ TFG242
    }
  }
}
""",
    "connections": """
resource "terraform_data" "x" {
  connection {
    host = "x"
    usr  = "y" ⟵ TFG242

    bastion { ⟵ TFG242
    }
  }

  provisioner "remote-exec" {
    inline = ["a"]
  }
}
""",
    "a connection without host": """
resource "terraform_data" "x" {
  connection { ⟵ TFG242
    type = "ssh"
  }

  provisioner "remote-exec" {
    inline = ["a"]
  }
}
""",
    "a connection that nothing uses": """
resource "terraform_data" "x" {
  connection {
    usr = "ssh" ⟵ TFG242 warning
  }
}
""",
    "the connection of a provisioner completes the one of its resource": """
resource "terraform_data" "x" {
  connection {
    host = "x"
  }

  provisioner "remote-exec" {
    inline = ["a"]

    connection {
      user = "y"
    }
  }
}
""",
    "the connection of a resource is complete by itself": """
resource "terraform_data" "x" {
  connection { ⟵ TFG242
    user = "y"
  }

  provisioner "remote-exec" {
    inline = ["a"]

    connection {
      host = "x"
    }
  }
}
""",
    "in removed": """
removed {
  from = terraform_data.x

  provisioner "local-exec" {
    when    = destroy
    command = "x"
  }

  provisioner "local-exec" { ⟵ TFG242
    command = "x"
  }
}

removed {
  from = module.x

  provisioner "local-exec" { ⟵ TFG242
    when    = destroy
    command = "x"
  }

  connection { ⟵ TFG242
    host = "x"
  }
}
""",
    "arguments in removed are looked at later": """
removed {
  from = terraform_data.x

  provisioner "local-exec" {
    when   = destroy
    comand = "x" ⟵ TFG242 warning
  }
}
""",
}

LINELESS = {
    'a provisioner "foo"': ('provisioner "foo" { ⟵ tfgen TFG242\n  }', "Terraform has no such provisioner."),
    "file without content": (
        'provisioner "file" { ⟵ tfgen TFG242\n    destination = "x"\n  }',
        "file takes exactly one of source and content.",
    ),
    "file with both": (
        'provisioner "file" { ⟵ tfgen TFG242\n    destination = "x"\n    source = "a"\n    content = "b"\n  }',
        "file takes exactly one of source and content.",
    ),
    "remote-exec with two": (
        'provisioner "remote-exec" { ⟵ tfgen TFG242\n    inline = ["a"]\n    script = "x"\n  }',
        "remote-exec takes exactly one of inline, script and scripts.",
    ),
}
"""What Terraform refuses without naming a line."""

CASES |= {title: FORM.replace("provisioner <value>", hcl) for title, (hcl, _) in LINELESS.items()}


@pytest.mark.parametrize(("hcl", "detail"), LINELESS.values(), ids=LINELESS)
def test_the_details(hcl: str, detail: str) -> None:
    assert one(FORM.replace("provisioner <value>", hcl)).detail == detail


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_invalid_provisioner(hcl: str) -> None:
    expect(hcl)
