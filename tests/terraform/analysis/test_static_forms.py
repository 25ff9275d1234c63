import pytest

from tests.checker.test_run_rules import parsed
from tfgen.terraform.analysis.static_forms import is_traversal, word


@pytest.mark.parametrize(
    "text", ["aws_vpc", "aws_vpc.main", "aws_vpc.main[0]", 'aws_vpc.main["a b"].id', "a.0.b", "é-x"]
)
def test_references(text: str) -> None:
    assert is_traversal(text)


@pytest.mark.parametrize("text", ["", "1a", "a b", "a.", "a[x]", "a[*]", "*", "${a}", "a-b c"])
def test_no_references(text: str) -> None:
    assert not is_traversal(text)


def test_words() -> None:
    body = parsed("main.tf", 'locals {\n  a = destroy\n  b = "destroy"\n  c = a.b\n}\n').body
    a, b, c = (attribute.expr for attribute in body.blocks[0].body.attributes)
    assert [word(a), word(b), word(c)] == ["destroy", None, None]
    assert [word(a, quoted=True), word(b, quoted=True), word(c, quoted=True)] == ["destroy", "destroy", None]
