import re
from pathlib import Path

import pytest

from tfgen.aws.constraints.load import DATA, LIMITS, Limits
from tfgen.aws.constraints.model import Limit
from tfgen.terraform.schema.bundle import BundleError


@pytest.fixture(scope="module")
def limits() -> Limits:
    return Limits.open()


def everything(limits: Limits) -> list[tuple[str, Limit]]:
    return [(t, one) for t in limits.types() for of in limits.of(t, "6.62.0").values() for one in of]


def test_there_are_limits_for_thousands_of_attributes(limits: Limits) -> None:
    assert len({(type_, limit.path) for type_, limit in everything(limits)}) >= 7000


def test_every_limit_says_where_it_is_from(limits: Limits) -> None:
    assert limits.models.startswith("botocore ")
    assert [one for one in everything(limits) if not one[1].source] == []


def test_every_limit_can_be_judged(limits: Limits) -> None:
    for type_, limit in everything(limits):
        match limit.kind:
            case "enum":
                assert limit.values, type_
            case "pattern":
                re.compile(limit.pattern)
            case _:
                assert limit.least is not None or limit.most is not None, type_


def test_an_attribute(limits: Limits) -> None:
    (mode,) = limits.of("aws_efs_file_system", "6.62.0")["performance_mode"]
    assert mode.values == ("generalPurpose", "maxIO")
    assert mode.source == "AWS's API model: efs 2015-02-01 CreateFileSystem.PerformanceMode"


def test_a_type_without_limits(limits: Limits) -> None:
    assert limits.of("google_bucket", "6.62.0") == {}


def test_a_table(limits: Limits) -> None:
    assert "eu-central-1" in limits.table("regions", frozenset[str])
    with pytest.raises(KeyError):
        limits.table("none", frozenset[str])


def test_the_file_is_small() -> None:
    assert (DATA / LIMITS).stat().st_size < 400_000


def test_a_damaged_installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / LIMITS).write_text("?")
    monkeypatch.setattr("tfgen.aws.constraints.load.DATA", tmp_path)
    with pytest.raises(BundleError):
        Limits.open()
