from tests.rules.hcl import expect


def test_a_list_that_also_holds_what_is_no_text() -> None:
    expect(
        """
data "aws_iam_policy_document" "x" {
  statement {
    actions   = [{ a = 1 }, "*"] ⟵ TFG309 TFG527 warning
    resources = ["*"]
  }
}
"""
    )
