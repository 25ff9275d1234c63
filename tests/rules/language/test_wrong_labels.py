import pytest

from tests.rules.hcl import expect

CASES = {
    "too few": """
resource "aws_vpc" { ⟵ TFG222
}

data { ⟵ TFG222
}

variable { ⟵ TFG222
}

output { ⟵ TFG222
}

provider { ⟵ TFG222
}

module { ⟵ TFG222
}

check { ⟵ TFG222
}

terraform {
  backend { ⟵ TFG222
  }
}
""",
    "too many": """
resource "aws_vpc" "x" "y" { ⟵ TFG222
}

variable "x" "y" { ⟵ TFG222
}

locals "x" { ⟵ TFG222
}

terraform "x" { ⟵ TFG222
}

moved "x" { ⟵ TFG222
}

import "x" { ⟵ TFG222
}

provider "aws" "west" { ⟵ TFG222
}
""",
    "inside": """
terraform {
  backend "s3" "x" { ⟵ TFG222
  }

  required_providers "x" { ⟵ TFG222
  }

  cloud "x" { ⟵ TFG222
  }
}

resource "terraform_data" "x" {
  lifecycle "x" { ⟵ TFG222
  }

  provisioner { ⟵ TFG222
  }

  connection "ssh" { ⟵ TFG222
  }
}

variable "x" {
  validation "x" { ⟵ TFG222
  }
}
""",
    "of nested blocks of a provider's": """
resource "aws_security_group" "x" {
  ingress "https" { ⟵ TFG222
    from_port = 443
  }
}

resource "aws_instance" "x" {
  ami           = "ami-1"
  instance_type = "t3.micro"

  root_block_device "x" { ⟵ TFG222
  }
}

data "aws_vpc" "x" {
  filter "x" { ⟵ TFG222
    name   = "x"
    values = ["x"]
  }
}
""",
    "of dynamic blocks": """
resource "aws_security_group" "x" {
  dynamic { ⟵ TFG222
    for_each = []

    content {
    }
  }
}

resource "aws_security_group" "y" {
  dynamic "ingress" "egress" { ⟵ TFG222
    for_each = []

    content {
    }
  }
}

resource "aws_security_group" "z" {
  dynamic "ingress" {
    for_each = []

    content "x" { ⟵ TFG222
    }
  }
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_wrong_labels(hcl: str) -> None:
    expect(hcl)
