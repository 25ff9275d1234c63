import pytest

from tests.rules.hcl import expect, found, one

CASES = {
    "in a resource": """
resource "aws_subnet" "x" { ⟵ TFG302
  cidr_block = "10.0.0.0/24"
}
""",
    "in a data source": """
data "aws_iam_role" "x" { ⟵ TFG302
}
""",
    "in nested blocks": """
resource "aws_lb_listener" "x" {
  load_balancer_arn = "arn:aws:elasticloadbalancing:us-west-2:123456789012:loadbalancer/app/x/1"
  port              = 80

  default_action { ⟵ TFG302
    redirect { ⟵ TFG302
      port = "443"
    }
  }
}
""",
    "in the content of a dynamic block": """
resource "aws_lb_listener" "x" {
  load_balancer_arn = "arn:aws:elasticloadbalancing:us-west-2:123456789012:loadbalancer/app/x/1"
  port              = 80

  dynamic "default_action" {
    for_each = ["forward"]

    content { ⟵ TFG302
    }
  }
}
""",
    "a value that is not known counts": """
variable "vpc_id" {
  type = string
}

resource "aws_subnet" "x" {
  vpc_id = var.vpc_id
}
""",
    "in arguments written as blocks nothing is required": """
resource "aws_security_group" "x" {
  ingress {
    from_port = 443
  }
}
""",
    "an escaping block may hold it": """
resource "aws_subnet" "x" {
  _ {
    vpc_id = "vpc-1"
  }
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_missing_argument(hcl: str) -> None:
    expect(hcl)


def test_the_message() -> None:
    diagnostic = one('data "aws_iam_role" "x" {\n}\n')
    assert diagnostic.summary == 'Missing argument "name"'
    assert diagnostic.detail == "Data source aws_iam_role requires it."
    assert diagnostic.help == 'Add "name" (string).'


def test_each_missing_argument_is_named() -> None:
    hcl = 'resource "aws_iam_role_policy_attachment" "x" {\n}\n'
    assert [d.summary for d in found(hcl)] == ['Missing argument "policy_arn"', 'Missing argument "role"']


def test_versions_differ() -> None:
    hcl = 'resource "aws_elasticache_replication_group" "x" {\n  replication_group_id = "x"\n}\n'
    assert [d.summary for d in found(hcl, version="6.62.0")] == ['Missing argument "description"']
    hcl = hcl.replace("}", "  number_cache_clusters = 1\n}")
    assert [d.summary for d in found(hcl, version="3.39.0")] == ['Missing argument "replication_group_description"']
