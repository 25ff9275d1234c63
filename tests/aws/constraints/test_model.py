import msgspec
import pytest

from tfgen.aws.constraints.model import Constraint, ConstraintRow


def test_a_short_row() -> None:
    row = msgspec.json.decode('["size","range","x"]', type=ConstraintRow)
    assert row.constraint() == Constraint("size", "range", "x")


def test_values() -> None:
    row = msgspec.json.decode('["engine","enum","x","a\\tb c",1]', type=ConstraintRow)
    assert row.constraint() == Constraint("engine", "enum", "x", values=("a", "b c"), exact=True)


@pytest.mark.parametrize("row", [["a", "colour", "x"], ["a", "enum", 1], [None, "range", "x"], ["a", "enum"]])
def test_what_is_no_row(row: list[object]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(row, ConstraintRow)
