import pytest

from tests.rules.hcl import expect, one

ASKED = "5.100.0"

LB = """
{before}
resource "aws_lb" "x" {{
  subnets = ["subnet-0123456789abcdef0"]
  {line}
}}
"""


def balancer(line: str, before: str = "") -> str:
    return LB.format(line=line, before=before)


CASES = {
    "a word that is not listed": balancer('load_balancer_type = "http" ⟵ TFG320'),
    "a listed one": balancer('load_balancer_type = "network"'),
    "another case": balancer('ip_address_type = "IPv4" ⟵ TFG320'),
    "an empty text": balancer('load_balancer_type = "" ⟵ TFG320'),
    "null": balancer("load_balancer_type = null"),
    "a local": balancer("load_balancer_type = local.kind ⟵ TFG320", 'locals {\n  kind = "http"\n}'),
    "a variable's default is no value when Terraform validates": balancer(
        "load_balancer_type = var.kind", 'variable "kind" {\n  type = string\n}'
    ),
    "not known": balancer(
        "load_balancer_type = lower(aws_lb.y.name)",
        'resource "aws_lb" "y" {\n  subnets = ["subnet-0123456789abcdef0"]\n}',
    ),
    "a number": """
resource "aws_cloudwatch_log_group" "x" {
  retention_in_days = 100 ⟵ TFG320
}
resource "aws_cloudwatch_log_group" "y" {
  retention_in_days = 90
}
""",
    "an element of a list": """
resource "aws_lambda_function" "x" {
  function_name = "x"
  role          = "arn:aws:iam::123456789012:role/x"
  filename      = "x.zip"
  handler       = "x.y"
  runtime       = "python3.12"
  architectures = ["arm"] ⟵ TFG320
}
""",
    "a nested block": """
resource "aws_s3_bucket_versioning" "x" {
  bucket = "x"
  versioning_configuration {
    status = "On" ⟵ TFG320
  }
}
""",
    "upper and lower case alike": """
resource "aws_lb_target_group" "x" {
  name             = "x"
  protocol_version = "http2"
}
""",
    "a data source": """
data "aws_iam_policy_document" "x" {
  version = "2013" ⟵ TFG320
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_unlisted_value(hcl: str) -> None:
    expect(hcl, version=ASKED)


def test_the_message() -> None:
    found = one(balancer('load_balancer_type = "netwrk"'), version=ASKED)
    assert found.summary == '"load_balancer_type" cannot be "netwrk"'
    assert found.detail == "It takes application, network or gateway. The AWS provider 5.100.0 refuses this."
    assert found.help == 'Did you mean "network"?'


def test_a_version_that_was_not_asked_warns_where_aws_models_say_nothing() -> None:
    expect(balancer('xff_header_processing_mode = "drop" ⟵ TFG320 warning'))
    expect(balancer('load_balancer_type = "http" ⟵ TFG510 warning'))


def test_each_asked_version_has_its_own_list() -> None:
    group = 'resource "aws_cloudwatch_log_group" "x" {{\n  retention_in_days = {}\n}}\n'
    expect(group.format("2557 ⟵ TFG320"), version="3.39.0")
    expect(group.format("3653"), version="3.39.0")
    expect(group.format("2557"), version="5.100.0")
