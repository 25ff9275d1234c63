import pytest

from tests.rules.hcl import expect

CASES = {
    "never, or only by others that are not used": """
locals {
  a = 1 ⟵ TFG431 warning
  b = 2
  c = local.b ⟵ TFG431 warning
}
""",
    "anywhere": """
locals {
  a = 1
  b = { x = local.a }
}

output "b" {
  value = local.b["x"]
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_unused_local(hcl: str) -> None:
    expect(hcl, unused=True)
