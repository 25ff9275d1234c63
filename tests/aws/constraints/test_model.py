import pytest

from tfgen.aws.constraints.model import Constraint, VersionedConstraint, row_from_json

ROWS = [
    VersionedConstraint(Constraint("engine", "enum", "x CreateY.Engine", values=("a", "b c"), exact=True)),
    VersionedConstraint(
        Constraint("name", "pattern", "x", pattern="[a-z]+", name=True, hint="Letters."), before="4.0.0"
    ),
    VersionedConstraint(Constraint("size", "range", "x", least=0, most=1.5), since="4.0.0"),
    VersionedConstraint(Constraint("tries", "range", "x", least=0)),
    VersionedConstraint(Constraint("text", "length", "x", most=64)),
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.constraint.path)
def test_there_and_back(row: VersionedConstraint) -> None:
    assert row_from_json(row.as_json()) == row


@pytest.mark.parametrize("row", [["a", "colour", "x"], ["a", "enum", 1], [None, "range", "x"]])
def test_what_is_no_limit(row: list[object]) -> None:
    with pytest.raises(ValueError, match="not a limit"):
        row_from_json(row)
