import pytest

from tests.annotations import annotated
from tests.rules.hcl import expect, one

CASES = {
    "in a resource": """
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"
  cidr_blok  = "10.0.0.0/16" ⟵ TFG301
}
""",
    "in a data source": """
data "aws_vpc" "x" {
  idd = "vpc-1" ⟵ TFG301
}
""",
    "under other local names of the provider": """
terraform {
  required_providers {
    amazon = {
      source = "hashicorp/aws"
    }
  }
}

provider "amazon" {
  regoin = "us-west-2" ⟵ TFG301
}

provider "amazon" {
  alias  = "us"
  region = "us-east-1"
}

resource "aws_vpc" "x" {
  provider   = amazon
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "y" {
  provider   = amazon.us
  cidr_block = "10.0.0.0/16"
  nope       = 1 ⟵ TFG301
}

data "aws_vpc" "z" {
  provider = amazon.us
  nope     = 1 ⟵ TFG301
}
""",
    "under the short source that CDKTF writes": """
terraform {
  required_providers {
    aws = {
      source = "aws"
    }
  }
}

resource "aws_vpc" "x" {
  cidr_blok  = "10.0.0.0/16" ⟵ TFG301
  cidr_block = "10.0.0.0/16"
}
""",
    "in a provider": """
provider "aws" {
  regoin = "us-west-2" ⟵ TFG301
  alias  = "west"

  assume_role {
    role_an = "arn:aws:iam::123456789012:role/x" ⟵ TFG301
  }
}

resource "aws_vpc" "x" {
  provider   = aws.west
  cidr_block = "10.0.0.0/16"
}
""",
    "not in a provider that nothing uses: Terraform leaves it out": """
provider "aws" {
  alias  = "west"
  regoin = "us-west-2"

  assume_role {
    role_arn = upper()
  }

  default_tags {
    tags = { Size = 1 + "x", Name = local.tags.nope, Day = nofunc("x"), Text = file("nope") }
  }
}

provider "aws" {
  region = "us-east-1"
  nope   = 1
}

provider "aws" {
  alias = "east"
}

resource "aws_vpc" "x" {
  provider   = aws.east
  cidr_block = "10.0.0.0/16"
}

locals {
  tags = { Name = "x" }
}
""",
    "in nested blocks, also four levels deep": """
resource "aws_wafv2_web_acl" "x" {
  name  = "x"
  scope = "REGIONAL"

  default_action {
    alow = true ⟵ TFG301

    block {
      custom_response {
        response_kode = 403 ⟵ TFG301
        response_code = 403
      }
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "x"
    sampled_requests_enabled   = true
  }
}
""",
    "in the content of a dynamic block": """
resource "aws_efs_file_system" "x" {
  dynamic "lifecycle_policy" {
    for_each = ["AFTER_30_DAYS"]
    iterator = policy

    content {
      transition_to_ia = policy.value
      transition_too   = policy.value ⟵ TFG301
    }
  }
}
""",
    "in an argument written as blocks": """
resource "aws_security_group" "x" {
  ingress {
    from_port = 443
    to_prt    = 443 ⟵ TFG301
    to_port   = 443
    protocol  = "tcp"
  }

  dynamic "egress" {
    for_each = [1]

    content {
      from_port = 0
      to_port   = 0
      protocl   = "-1" ⟵ TFG301
    }
  }
}
""",
    "in a data source of a check": """
check "x" {
  data "aws_vpc" "x" {
    idd = "vpc-1" ⟵ TFG301
  }

  assert {
    condition     = data.aws_vpc.x.id != ""
    error_message = "x"
  }
}
""",
    "meta-arguments are no arguments of the schema": """
resource "aws_vpc" "x" {
  count      = 1
  provider   = aws
  depends_on = [terraform_data.x]
  cidr_block = "10.0.0.0/16"

  lifecycle {
    create_before_destroy = true
    prevent_destroy       = false
    ignore_changes        = [tags]
    replace_triggered_by  = [terraform_data.x]
  }

  provisioner "local-exec" {
    when    = destroy
    command = "echo ${self.id}"
  }
}

resource "aws_subnet" "x" {
  for_each   = toset(["10.0.1.0/24"])
  vpc_id     = aws_vpc.x[0].id
  cidr_block = each.value

  timeouts {
    create = "5m"
  }

  lifecycle {
    ignore_changes = all
  }
}

data "aws_vpc" "x" {
  for_each   = toset(["vpc-1"])
  id         = each.key
  depends_on = [aws_vpc.x]

  lifecycle {
    postcondition {
      condition     = self.cidr_block != ""
      error_message = "x"
    }
  }
}

resource "terraform_data" "x" {
}
""",
    "meta-arguments stand at the top only": """
resource "aws_efs_file_system" "x" {
  lifecycle_policy {
    count            = 1 ⟵ TFG301
    transition_to_ia = "AFTER_30_DAYS"
  }
}
""",
    "an escaping block holds arguments that are called like meta-arguments": """
resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"

  _ {
    cidr_blok = "10.0.0.0/16" ⟵ TFG301
  }
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_unknown_argument(hcl: str) -> None:
    expect(hcl)


def test_what_is_not_known_inside_is_not_judged() -> None:
    expect("""
resource "aws_quicksight_dashboard" "x" {
  dashboard_id        = "x"
  name                = "x"
  version_description = "x"

  definition {
    whatever = "x"

    sheets {
      what = "ever"
    }
  }
}
""")


def test_types_of_other_providers_are_not_judged() -> None:
    expect("""
resource "acme_thing" "x" {
  whatever = 1
}

resource "aws_vpc" "x" {
  provider = localstack
  whatever = 1
}

provider "google" {
  whatever = 1
}
""")


def test_another_version_has_it() -> None:
    hcl = """
resource "aws_eip" "x" {
  vpc = true ⟵ TFG301
}
"""
    expect(hcl, version="6.62.0")
    expect(hcl.replace(" ⟵ TFG301", ""), version="4.67.0")


def test_the_message() -> None:
    hcl = 'resource "aws_vpc" "x" {\n  cidr_block = "10.0.0.0/16"\n  «enable_dns_hostname» = true ⟵ TFG301\n}\n'
    found = one(hcl)
    assert annotated(hcl, [found]) == hcl
    assert found.summary == 'Unknown argument "enable_dns_hostname"'
    assert found.detail == "aws_vpc has no such argument in aws 6.62.0."
    assert found.help == 'Did you mean "enable_dns_hostnames"?'


def test_a_misspelt_meta_argument_is_named() -> None:
    assert one('resource "aws_vpc" "x" {\n  dependson = []\n}\n').help == 'Did you mean "depends_on"?'
