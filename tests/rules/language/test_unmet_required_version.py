import pytest

from tests.rules.hcl import expect, forms

CASES = forms(
    """
terraform {
  required_version = <value><mark>
}
""",
    right=['">= 1.0"', '"~> 1.5"', '">= 0.12"', '">= 0.13, < 2.0"', '"!= 1.4.0"'],
    wrong=['">= 99"', '"< 1.0"', '"~> 0.12"', '"0.11.14"', '">= 1.2, < 1.0"'],
    mark="TFG251",
)


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_unmet_required_version(hcl: str) -> None:
    expect(hcl)
