import pytest

from tfgen.rules.aws._arguments import as_text
from tfgen.rules.constants import PlainValue

TEXTS: list[tuple[PlainValue, str | None]] = [
    (True, "true"),
    (3, "3"),
    (3.0, "3"),
    (0.5, "0.5"),
    ("a", "a"),
    ((), None),
]


@pytest.mark.parametrize(("value", "text"), TEXTS)
def test_as_text(value: PlainValue, text: str | None) -> None:
    assert as_text(value) == text
