import pytest

from tests.rules.hcl import expect, one

CASES = {
    "of a data source": """
data "aws_region" "a" {}

output "a" {
  value = "x-${data.aws_region.a.name}" ⟵ TFG313 warning
}
""",
    "of all instances, and of one": """
data "aws_region" "a" {
  count = 2
}

data "aws_region" "b" {
  count = 2
}

output "a" {
  value = data.aws_region.a[*].name ⟵ TFG313 warning
}

output "b" {
  value = data.aws_region.b[0].name ⟵ TFG313 warning
}
""",
    "of a resource": """
resource "aws_s3_bucket" "a" {
  bucket = "acme-a-1"
}

locals {
  endpoint = aws_s3_bucket.a.website_endpoint ⟵ TFG313 warning
}
""",
    "not what only a package made of the schema discourages": """
resource "aws_instance" "a" {
  ami             = "ami-1"
  instance_type   = "t3.micro"
  security_groups = ["default"]
}

output "a" {
  value = aws_instance.a.security_groups
}
""",
    "others of the same name": """
data "aws_region" "a" {}

resource "aws_sqs_queue" "name" {
  name = data.aws_region.a.region
}

resource "aws_s3_bucket_website_configuration" "a" {
  bucket = "acme-a-1"
}

output "a" {
  value = [aws_sqs_queue.name.name, aws_s3_bucket_website_configuration.a.website_endpoint]
}
""",
}


@pytest.mark.parametrize("name", CASES)
def test_deprecated_attributes(name: str) -> None:
    expect(CASES[name])


def test_a_version_that_does_not_deprecate_it() -> None:
    expect(CASES["of a data source"].replace(" ⟵ TFG313 warning", ""), version="5.100.0")


def test_a_file_that_reads_it_several_times_is_told_once() -> None:
    text = 'data "aws_region" "a" {}\n' + "".join(
        f'output "o{i}" {{\n  value = data.aws_region.a.name\n}}\n' for i in range(3)
    )
    finding = one(text)
    assert finding.code == "TFG313"
    assert "This file reads it 3 times." in finding.detail
