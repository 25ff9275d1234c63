import pytest

from tfgen.aws.constraints.model import Limit, Row, row_from_json

ROWS = [
    Row(Limit("engine", "enum", "x CreateY.Engine", values=("a", "b c"), exact=True)),
    Row(Limit("name", "pattern", "x", pattern="[a-z]+", name=True, hint="Letters."), before="4.0.0"),
    Row(Limit("size", "range", "x", least=0, most=1.5), since="4.0.0"),
    Row(Limit("tries", "range", "x", least=0)),
    Row(Limit("text", "length", "x", most=64)),
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.limit.path)
def test_there_and_back(row: Row) -> None:
    assert row_from_json(row.as_json()) == row


@pytest.mark.parametrize("row", [["a", "colour", "x"], ["a", "enum", 1], [None, "range", "x"]])
def test_what_is_no_limit(row: list[object]) -> None:
    with pytest.raises(ValueError, match="not a limit"):
        row_from_json(row)
