import pytest

from tests.rules.hcl import expect, one

GROUP = """
resource "aws_elasticache_replication_group" "x" {{
  replication_group_id       = "x"
  description                = "x"
  at_rest_encryption_enabled = {}
}}
"""

CASES = {
    "a word": GROUP.format('"yes" ⟵ TFG311'),
    "a number": GROUP.format('"2" ⟵ TFG311'),
    "capitals in the middle": GROUP.format('"tRUE" ⟵ TFG311'),
    "as Go reads bools": GROUP.format('"T"'),
    "false": GROUP.format('"false"'),
    "unset": GROUP.format('""'),
    "null": GROUP.format("null"),
    "what is not known": GROUP.format("lower(upper(true))"),
    "a number in a string": """
resource "aws_iam_account_password_policy" "x" {
  max_password_age = 90
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_invalid_string_flag(hcl: str) -> None:
    expect(hcl)


def test_the_message() -> None:
    diagnostic = one(GROUP.format('"yes"'))
    assert diagnostic.summary == '"at_rest_encryption_enabled" is no flag'
    assert diagnostic.detail == "aws_elasticache_replication_group takes a bool in a string here."
    assert diagnostic.help == 'Write "true" or "false".'
