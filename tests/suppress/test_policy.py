"""The terms of a run together: what hides what, and in which order."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.suppress.hcl import WRONG, check, codes, put, told
from tfgen.diagnostics import Severity, Skipped, Suppressed
from tfgen.suppress.policy import SuppressionPolicy


def test_each_finding_is_counted_where_it_is_hidden_first(tmp_path: Path) -> None:
    put(tmp_path, {".git/x": "", ".tfgen.yaml": "check: {disable: [TFG302], baseline: k.json}"})
    line = "encryptd = true"
    key = '"summary": "Unknown argument \\"encryptd\\"", "fingerprint": "fdfc0d0fce8411ee"'
    put(tmp_path, {"k.json": f'{{"format": 1, "findings": [{{"file": "b.tf", "code": "TFG301", {key}}}]}}'})
    checked = check(
        tmp_path,
        {
            "a.tf": f'resource "aws_efs_file_system" "a" {{\n  {line} # tfgen:ignore TFG301 x\n}}\n',
            "b.tf": f'resource "aws_efs_file_system" "b" {{\n  {line}\n}}\n',
            "c.tf": 'resource "aws_subnet" "c" {\n}\n',
            "d.tf": f'resource "aws_efs_file_system" "d" {{\n  {line}\n}}\n',
        },
    )
    assert told(tmp_path, checked) == [("d.tf", "TFG301", "error")]
    assert checked.result.suppressed == Suppressed(ignored=1, baseline=1, disabled=1)


def test_an_ignore_of_a_disabled_code_is_used(tmp_path: Path) -> None:
    put(tmp_path, {".git/x": "", ".tfgen.yaml": "check: {disable: [TFG301]}"})
    assert check(tmp_path, {"main.tf": f"# tfgen:ignore TFG301 x\n{WRONG}"}).result.diagnostics == ()


def test_what_is_said_of_ignores_can_be_disabled(tmp_path: Path) -> None:
    put(tmp_path, {".git/x": "", ".tfgen.yaml": "check: {disable: [unused-ignore]}"})
    checked = check(tmp_path, {"main.tf": "# tfgen:ignore TFG301 x\nlocals {\n}\n"})
    assert (checked.result.diagnostics, checked.result.suppressed) == ((), Suppressed(disabled=1))


def test_a_syntax_error_cannot_be_hidden_by_many_codes(tmp_path: Path) -> None:
    put(tmp_path, {".git/x": "", ".tfgen.yaml": "check: {disable: [TFG2], levels: {TFG2: note}}"})
    assert told(tmp_path, check(tmp_path, {"main.tf": "{"})) == [("main.tf", "TFG201", "error")]


def test_an_empty_file(tmp_path: Path) -> None:
    put(tmp_path, {".git/x": "", ".tfgen.yaml": "", "b.json": '{"format": 1, "findings": []}'})
    assert (
        check(tmp_path, {"main.tf": ""}, policy=SuppressionPolicy(baseline=tmp_path / "b.json")).result.diagnostics
        == ()
    )


def test_findings_keep_their_order(tmp_path: Path) -> None:
    put(tmp_path, {".git/x": "", "b/.tfgen.yaml": "check: {baseline: k.json}", "b/k.json": '{"format": 1}'})
    tree = {f"{d}/main.tf": WRONG for d in "abc"}
    assert [file for file, _, _ in told(tmp_path, check(tmp_path, tree))] == ["a/main.tf", "b/main.tf", "c/main.tf"]


def test_excluded_directories_are_not_even_read(tmp_path: Path) -> None:
    put(tmp_path, {".git/x": "", ".tfgen.yaml": "check: {exclude: [old]}"})
    checked = check(tmp_path, {"main.tf": "", "old/main.tf": WRONG, "old/x.tf": "{"})
    assert [Path(p).name for p in checked.texts] == ["main.tf"]
    assert checked.result.skipped == (Skipped(2, "files excluded by .tfgen.yaml"),)


def test_only_excluded_directories_are_something_to_check(tmp_path: Path) -> None:
    put(tmp_path, {".git/x": "", ".tfgen.yaml": "check: {exclude: [old]}"})
    assert check(tmp_path, {"old/main.tf": WRONG}, "old").result.diagnostics == ()


def test_a_linked_directory_is_excluded_by_the_name_it_has_here(tmp_path: Path) -> None:
    put(tmp_path, {"r/.git/x": "", "r/.tfgen.yaml": "check: {exclude: [linked]}", "elsewhere/main.tf": WRONG})
    (tmp_path / "r/linked").symlink_to("../elsewhere")
    assert check(tmp_path, {}, "r/linked").result.diagnostics == ()
    assert codes(check(tmp_path, {}, "elsewhere")) == [("TFG301", 2)]


def test_a_called_module_takes_the_version_of_its_callers_settings(tmp_path: Path) -> None:
    put(tmp_path, {".git/x": "", "env/.tfgen.yaml": "check: {provider: {aws: 5.100.0}}"})
    tree = {
        "env/main.tf": 'module "m" {\n  source = "../m"\n}\n',
        "m/main.tf": 'resource "aws_eip" "x" {\n  vpc = true\n}\n',
    }
    assert codes(check(tmp_path, tree, "env")) == [("TFG312", 2)]
    assert codes(check(tmp_path, tree, "m")) == [("TFG301", 2)]


@pytest.mark.parametrize(("file", "level"), [("a/main.tf", Severity.NOTE), ("b/main.tf", None), (None, None)])
def test_the_fail_level_of_a_file(tmp_path: Path, file: str | None, level: Severity | None) -> None:
    put(tmp_path, {".git/x": "", "a/.tfgen.yaml": "check: {fail_level: note}"})
    assert SuppressionPolicy().fail_level((tmp_path / file).as_posix() if file else None) is level
