import pytest

from tests.rules.hcl import one
from tfgen.aws.constraints.model import Constraint
from tfgen.rules.aws._constraints import accepts

ENUM = Constraint("a", "enum", "x", values=("On", "Off"))
EXACT = Constraint("a", "enum", "x", values=("On", "Off"), exact=True)
RANGE = Constraint("a", "range", "x", least=7, most=30)
STRICT = Constraint("a", "range", "x", least=7, exact=True)
LENGTH = Constraint("a", "length", "x", least=2, most=4)
PATTERN = Constraint("a", "pattern", "x", pattern="[a-z]+")


@pytest.mark.parametrize(
    ("constraint", "value", "expected"),
    [
        (ENUM, "On", True),
        (ENUM, "on", True),
        (ENUM, "Away", False),
        (EXACT, "on", False),
        (RANGE, "7", True),
        (RANGE, "30.5", False),
        (RANGE, "0", True),
        (RANGE, "-1", True),
        (RANGE, "many", True),
        (STRICT, "0", False),
        (STRICT, "1000", True),
        (LENGTH, "ab", True),
        (LENGTH, "a", False),
        (LENGTH, "abcde", False),
        (PATTERN, "abc", True),
        (PATTERN, "abc\n", False),
        (PATTERN, "A" * 2000, True),
    ],
)
def test_accepts(constraint: Constraint, value: str, expected: bool) -> None:
    assert accepts(constraint, value) is expected


def test_a_finding_cites_the_model() -> None:
    finding = one('resource "aws_efs_file_system" "x" {\n  performance_mode = "fast"\n}\n')
    assert finding.summary == 'performance_mode cannot be "fast"'
    assert finding.detail.startswith(
        "aws_efs_file_system.performance_mode takes generalPurpose, maxIO "
        "(AWS's API model: efs 2015-02-01 CreateFileSystem.PerformanceMode, botocore "
    )
    assert finding.detail.endswith("AWS refuses this.")


def test_a_finding_names_the_nearest_value() -> None:
    finding = one('resource "aws_efs_file_system" "x" {\n  performance_mode = "maxio"\n}\n')
    assert finding.help == 'Did you mean "maxIO"?'


def test_an_argument_that_the_schema_does_not_have_is_not_judged_twice() -> None:
    finding = one('resource "aws_efs_file_system" "x" {\n  performance_mod = "fast"\n}\n')
    assert finding.code == "TFG301"
