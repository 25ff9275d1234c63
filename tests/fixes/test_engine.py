from collections.abc import Mapping

import pytest

from tests.fixes.hcl import after, fix_result, fixed
from tfgen.diagnostics import CheckResult, Diagnostic, Edit, Fix, Severity
from tfgen.fixes.engine import ROUNDS, fix_all, new_error
from tfgen.pipelines.check import Checked
from tfgen.source import START, LineIndex
from tfgen.terraform.hcl.format import format_source

TWO = """
resource "aws_efs_file_system" "x" {
  encryptd         = true
  lifecycle_policy = [{ transition_to_ia = "AFTER_30_DAYS" }]
}
"""


def test_all_at_once() -> None:
    result = fix_result({"main.tf": TWO})
    assert result.fixed == 2
    assert result.checked.result.diagnostics == ()
    assert (
        result.texts["main.tf"]
        == """
resource "aws_efs_file_system" "x" {
  encrypted = true
  lifecycle_policy {
    transition_to_ia = "AFTER_30_DAYS"
  }
}
"""
    )


def test_a_file_with_bytes_that_are_no_text_is_left_alone() -> None:
    assert fix_result({"main.tf": f"# caf\ufffd\n{TWO}"}).fixed == 0


def test_the_same_again_does_nothing() -> None:
    once = fixed(TWO)
    assert fix_result({"main.tf": once}).texts == {}
    assert fixed(once) == once


def test_unsafe_ones_are_counted_until_they_are_asked_for() -> None:
    text = 'resource "aws_vpc" "x" {\n  arn        = "x"\n  cidr_block = "10.0.0.0/16"\n}\n'
    assert fix_result({"main.tf": text}).unsafe == 1
    assert fix_result({"main.tf": text}).texts == {}
    result = fix_result({"main.tf": text}, unsafe=True)
    assert (result.unsafe, result.fixed) == (0, 1)
    assert result.texts == {"main.tf": 'resource "aws_vpc" "x" {\n  cidr_block = "10.0.0.0/16"\n}\n'}


NESTED = """
resource "aws_efs_file_system" "x" {
  lifecycle_polcy {
    %s = "AFTER_30_DAYS"
  }
}
"""


def test_a_fix_may_bring_to_light_what_another_one_mends() -> None:
    result = fix_result({"main.tf": NESTED % "transition_to_a"}, unsafe=True)
    assert result.texts == {"main.tf": NESTED.replace("polcy", "policy") % "transition_to_ia"}
    assert (result.fixed, result.dropped) == (2, ())


def test_a_fix_may_not_bring_to_light_what_nothing_mends() -> None:
    result = fix_result({"main.tf": NESTED % "made_up"})
    assert result.texts == {}
    assert [d.instead.code for d in result.dropped] == ["TFG301"]


def test_what_makes_it_worse_is_dropped_and_said() -> None:
    """The right type needs arguments that are not there: the error would be another one, not less."""
    text = 'resource "aws_elasticache_replication_groop" "x" {\n}\n\nresource "aws_vpc" "y" {\n  cidr_blok = "x"\n}\n'
    result = fix_result({"main.tf": text})
    assert [(d.diagnostic.code, d.instead.code) for d in result.dropped] == [("TFG308", "TFG302")]
    assert result.texts == {"main.tf": text.replace("cidr_blok ", "cidr_block ")}
    assert result.fixed == 1


def test_one_bad_fix_among_many() -> None:
    good = "".join(f'resource "aws_vpc" "v{i}" {{\n  cidr_blok = "10.0.0.0/16"\n}}\n' for i in range(9))
    bad = 'resource "aws_elasticache_replication_groop" "x" {\n}\n'
    result = fix_result({"main.tf": good + bad})
    assert (result.fixed, len(result.dropped)) == (9, 1)
    assert result.texts == {"main.tf": good.replace("blok", "block") + bad}


def test_syntax_errors_of_a_fix_are_harm() -> None:
    """A block cannot stand in a block of one line."""
    text = 'resource "aws_efs_file_system" "x" { lifecycle_policy = [{ transition_to_ia = "AFTER_30_DAYS" }] }\n'
    result = fix_result({"main.tf": text})
    assert result.texts == {}
    assert [d.instead.code for d in result.dropped] == ["TFG201"]


def test_several_files() -> None:
    hcl = """
resource "aws_ecs_clustr" "x" {
  name = "x"
}
== outputs.tf
output "x" {
  value = aws_ecs_clustr.x.arn
}
"""
    texts = after(hcl, unsafe=True)
    assert 'resource "aws_ecs_cluster" "x"' in texts["main.tf"]
    assert "value = aws_ecs_cluster.x.arn" in texts["outputs.tf"]


def test_generated_files_are_left_alone() -> None:
    place = LineIndex.of("ab").range(0, 1)
    one = Diagnostic("TFG301", "x", file="own.tf", range=place, fix=Fix("x", (Edit(place, "c"),)))
    other = Diagnostic("TFG301", "x", file="a.tf", range=place, fix=Fix("x", (Edit(place, "c", "own.tf"),)))
    looked = Checked(CheckResult((one, other)), {"own.tf": "ab", "a.tf": "ab"})
    result = fix_all(lambda _: looked, unsafe=False, is_generated=lambda file: file.name == "own.tf")
    assert result.texts == {}
    assert result.generated == (one, other)


@pytest.mark.parametrize("swap", [{"a": "b", "b": "a"}, {"a": "aa"}])
def test_fixes_that_go_in_circles_or_on_for_ever_end(swap: Mapping[str, str]) -> None:
    seen: list[str] = []

    def look(instead: Mapping[str, str]) -> Checked:
        text = instead.get("x", "a")
        seen.append(text)
        place = LineIndex.of(text).range(0, 1)
        fix = Fix("x", (Edit(place, swap[text[0]]),))
        return Checked(CheckResult((Diagnostic("TFG301", "x", file="x", range=place, fix=fix),)), {"x": text})

    fix_all(look, unsafe=False)
    assert len(seen) <= ROUNDS + 1


def test_worse_is_a_new_error_wherever_it_stands() -> None:
    error, again = Diagnostic("TFG301", "x", "at line 3", file="a"), Diagnostic("TFG301", "x", "at line 5", file="a")
    warning = Diagnostic("TFG301", "y", severity=Severity.WARNING, file="a", range=START)
    assert new_error((error,), (again, warning)) is None
    assert new_error((error,), (error, again)) == again
    assert new_error((warning,), (Diagnostic("TFG301", "y", file="a"),)) is not None


def test_canonical_stays_canonical() -> None:
    assert format_source(TWO) == TWO
    assert format_source(fixed(TWO)) == fixed(TWO)
