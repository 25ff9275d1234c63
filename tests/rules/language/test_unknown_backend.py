import pytest

from tests.rules.hcl import expect, forms, one

FORM = """
terraform {
  backend "<value>" {<mark>
  }
}
"""

KNOWN = ("s3", "local", "remote", "http", "gcs", "azurerm", "consul", "cos", "kubernetes", "oci", "oss", "pg", "inmem")
UNKNOWN = ("etcd", "etcdv3", "artifactory", "manta", "swift", "foo", "S3", "enhanced", "atlas", "azure")

CASES = forms(FORM, KNOWN, UNKNOWN, "TFG236")


def test_a_removed_one() -> None:
    diagnostic = one('terraform {\n  backend "etcd" {\n  }\n}\n')
    assert diagnostic.detail == "Terraform removed it in 1.3."


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_unknown_backend(hcl: str) -> None:
    expect(hcl)
