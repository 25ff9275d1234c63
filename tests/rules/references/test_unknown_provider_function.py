import pytest

from tests.rules.hcl import expect

CASES = {
    "of a provider that is not required": """
output "a" {
  value = provider::amazon::arn_parse("x") ⟵ TFG429
}
""",
    "of a namespace that is not there": """
output "a" {
  value = aws::arn_parse("x") ⟵ TFG429
}
""",
    "without a name": """
output "a" {
  value = provider::aws("x") ⟵ TFG429
}
""",
    "core's own": """
output "a" {
  value = core::upper("x")
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_unknown_provider_function(hcl: str) -> None:
    expect(hcl)
