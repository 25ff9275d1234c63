import pytest

from tests.rules.hcl import expect, one

VARIABLES = """
variable "name" {
  type = string
}

variable "suffix" {
  type = string
}

variable "tags" {
  type = map(string)
}

variable "keys" {
  type = list(string)
}
"""

CASES = {
    "names": """
resource "aws_iam_role" "a" {
  name               = "${var.name}-app" ⟵ TFG501
  assume_role_policy = "{}"
}

resource "aws_iam_role" "b" {
  name               = var.name ⟵ TFG501
  assume_role_policy = "{}"
}

resource "aws_iam_role" "c" {
  name               = "${var.suffix}-${var.name}" ⟵ TFG501
  assume_role_policy = "{}"
}

resource "aws_iam_role" "d" {
  name               = "${var.name}-app-${var.suffix}"
  assume_role_policy = "{}"
}

resource "aws_kms_alias" "e" {
  for_each      = toset(var.keys)
  name          = "alias/${var.name}-${each.key}-${var.suffix}"
  target_key_id = each.value
}
""",
    "the stage of an API": """
resource "aws_apigatewayv2_stage" "a" {
  api_id = "x"
  name   = "prod" ⟵ TFG501
}

resource "aws_apigatewayv2_stage" "b" {
  api_id = "x"
  name   = var.suffix
}
""",
    "the Name tag": """
resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"
  tags       = merge(var.tags, { Name = "${var.name}-${var.suffix}" })
}

resource "aws_vpc" "b" {
  cidr_block = "10.0.0.0/16"
  tags       = merge(var.tags, { Name = var.name }) ⟵ TFG501
}

resource "aws_vpc" "c" {
  cidr_block = "10.0.0.0/16"
  tags       = var.tags
}
""",
    "through locals": """
locals {
  full = "${var.name}-${var.suffix}"
  same = local.full
  half = var.name
}

resource "aws_iam_role" "a" {
  name               = local.same
  assume_role_policy = "{}"
}

resource "aws_iam_role" "b" {
  name               = local.half ⟵ TFG501
  assume_role_policy = "{}"
}
""",
    "a local at the end of a longer name": """
locals {
  name = "${var.name}-${var.suffix}"
  kind = "app"
}

resource "aws_cloudwatch_log_group" "a" {
  name = "/aws/vpc/${local.name}"
  tags = merge(var.tags, { Name = "/aws/vpc/${local.name}" })
}

resource "aws_cloudwatch_log_group" "b" {
  name = "/aws/vpc/${local.name}-${local.kind}" ⟵ TFG501
}

resource "aws_cloudwatch_log_group" "c" {
  name = "/${local.name}/app" ⟵ TFG501
}
""",
    "a local that is an object": """
locals {
  names = {
    app    = "${var.name}-app-${var.suffix}"
    "jobs" = ("${var.name}-jobs-${var.suffix}")
    queue  = "${var.name}-queue"
  }
}

resource "aws_iam_role" "a" {
  name               = local.names.app
  assume_role_policy = "{}"
}

resource "aws_iam_role" "b" {
  name               = local.names["jobs"]
  assume_role_policy = "{}"
}

resource "aws_iam_role" "c" {
  name               = local.names.queue ⟵ TFG501
  assume_role_policy = "{}"
}

resource "aws_iam_role" "d" {
  name               = local.names ⟵ TFG450 TFG501
  assume_role_policy = "{}"
}
""",
    "one of two": """
locals {
  full = "${var.name}-${var.suffix}"
}

resource "aws_iam_role" "a" {
  name               = length(var.keys) > 0 ? local.full : "x-${local.full}"
  assume_role_policy = "{}"
}

resource "aws_iam_role" "b" {
  name               = length(var.keys) > 0 ? local.full : var.name ⟵ TFG501
  assume_role_policy = "{}"
}
""",
    "locals that go round": """
locals {
  a = local.b ⟵ TFG420
  b = local.a
}

resource "aws_iam_role" "a" {
  name               = local.a ⟵ TFG501
  assume_role_policy = "{}"
}
""",
    "a name taken over": """
resource "aws_iam_role" "a" {
  name               = "${var.name}-${var.suffix}"
  assume_role_policy = "{}"
}

resource "aws_iam_instance_profile" "a" {
  name = aws_iam_role.a.name
  role = aws_iam_role.a.name
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_own(hcl: str) -> None:
    expect(VARIABLES + hcl, generated=True)


def test_foreign_names_are_left_alone() -> None:
    expect('resource "aws_iam_role" "x" {\n  name               = "x"\n  assume_role_policy = "{}"\n}\n')


def test_the_message() -> None:
    diagnostic = one('resource "aws_apigatewayv2_stage" "x" {\n  api_id = "x"\n  name   = "prod"\n}\n', generated=True)
    assert diagnostic.summary == "aws_apigatewayv2_stage.name does not end with the suffix"
    assert diagnostic.help == 'End it with "-${var.suffix}".'
