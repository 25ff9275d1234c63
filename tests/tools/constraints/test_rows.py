import json

import msgspec
import pytest

from tfgen.aws.constraints.model import Constraint, ConstraintRow
from tools.constraints.rows import VersionedConstraint, encode_rows

CONSTRAINTS = [
    VersionedConstraint(Constraint("engine", "enum", "x CreateY.Engine", values=("a", "b c"), exact=True)),
    VersionedConstraint(
        Constraint("name", "pattern", "x", pattern="[a-z]+", name=True, hint="Letters."), before="4.0.0"
    ),
    VersionedConstraint(Constraint("size", "range", "x", least=0, most=1.5), since="4.0.0"),
    VersionedConstraint(Constraint("tries", "range", "x", least=0)),
    VersionedConstraint(Constraint("text", "length", "x", most=64)),
]


@pytest.mark.parametrize("versioned", CONSTRAINTS, ids=lambda versioned: versioned.constraint.path)
def test_there_and_back(versioned: VersionedConstraint) -> None:
    (row,) = msgspec.json.decode(encode_rows([versioned]), type=tuple[ConstraintRow, ...])
    assert row.constraint() == versioned.constraint
    assert (row.since, row.before) == (versioned.since, versioned.before)


def test_empty_members_at_the_end_are_left_out() -> None:
    (engine, _, _, tries, _) = json.loads(encode_rows(CONSTRAINTS))
    assert engine == ["engine", "enum", "x CreateY.Engine", "a\tb c", 1]
    assert tries == ["tries", "range", "x", "", 0, "", 0]
