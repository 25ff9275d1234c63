from collections.abc import Callable

import pytest

from tests.oracle import Case, Judge
from tests.rules.hcl import expect

CASES = {
    "the version of a provider": """
provider "aws" {
  version = "~> 6.0" ⟵ TFG247 warning
}
""",
}


@pytest.mark.terraform
def test_terraform_warns_too(oracle: Callable[[str], Judge]) -> None:
    for title, hcl in CASES.items():
        (verdict,) = oracle("6.62.0").judge([Case(title, {"main.tf": hcl})])
        lines = {number for number, line in enumerate(hcl.splitlines(), 1) if "TFG247" in line}
        assert {d.line for d in verdict.diagnostics if d.severity == "warning"} == lines


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_deprecated_form(hcl: str) -> None:
    expect(hcl)
