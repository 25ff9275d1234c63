import re
from pathlib import Path

import pytest

from tfgen.aws.constraints.load import DATA, LIMITS, Constraints
from tfgen.aws.constraints.model import Constraint
from tfgen.terraform.schema.bundle import BundleError


@pytest.fixture(scope="module")
def constraints() -> Constraints:
    return Constraints.open()


def everything(constraints: Constraints) -> list[tuple[str, Constraint]]:
    return [(t, one) for t in constraints.types() for of in constraints.of(t, "6.62.0").values() for one in of]


def test_there_are_limits_for_thousands_of_attributes(constraints: Constraints) -> None:
    assert len({(type_, constraint.path) for type_, constraint in everything(constraints)}) >= 7000


def test_every_limit_says_where_it_is_from(constraints: Constraints) -> None:
    assert constraints.models.startswith("botocore ")
    assert [one for one in everything(constraints) if not one[1].source] == []


def test_every_limit_can_be_judged(constraints: Constraints) -> None:
    for type_, constraint in everything(constraints):
        match constraint.kind:
            case "enum":
                assert constraint.values, type_
            case "pattern":
                re.compile(constraint.pattern)
            case _:
                assert constraint.least is not None or constraint.most is not None, type_


def test_an_attribute(constraints: Constraints) -> None:
    (mode,) = constraints.of("aws_efs_file_system", "6.62.0")["performance_mode"]
    assert mode.values == ("generalPurpose", "maxIO")
    assert mode.source == "AWS's API model: efs 2015-02-01 CreateFileSystem.PerformanceMode"


def test_a_type_without_limits(constraints: Constraints) -> None:
    assert constraints.of("google_bucket", "6.62.0") == {}


def test_a_table(constraints: Constraints) -> None:
    assert "eu-central-1" in constraints.table("regions", frozenset[str])
    with pytest.raises(KeyError):
        constraints.table("none", frozenset[str])


def test_the_file_is_small() -> None:
    assert (DATA / LIMITS).stat().st_size < 400_000


def test_a_damaged_installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / LIMITS).write_text("?")
    monkeypatch.setattr("tfgen.aws.constraints.load.DATA", tmp_path)
    with pytest.raises(BundleError):
        Constraints.open()
