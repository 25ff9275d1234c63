"""``tfgen check --fix``, ``--unsafe-fixes`` and ``--diff``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.pipelines.test_check import generated, put
from tfgen.cli.root import run

SLIP = 'resource "aws_vpc" "x" {\n  cidr_blok = "10.0.0.0/16"\n}\n'
RIGHT = 'resource "aws_vpc" "x" {\n  cidr_block = "10.0.0.0/16"\n}\n'
COMPUTED = 'resource "aws_vpc" "y" {\n  arn        = "x"\n  cidr_block = "10.0.0.0/16"\n}\n'
MENDED = 'resource "aws_vpc" "y" {\n  cidr_block = "10.0.0.0/16"\n}\n'

Captured = pytest.CaptureFixture[str]


def check(root: Path, *options: str) -> int:
    return run(["-C", str(root), "check", *options])


def test_safe_fixes(tmp_path: Path, capsys: Captured) -> None:
    put(tmp_path, {"a.tf": SLIP, "b.tf": COMPUTED})
    assert check(tmp_path, "--fix") == 2
    assert (tmp_path / "a.tf").read_text() == RIGHT
    assert (tmp_path / "b.tf").read_text() == COMPUTED
    out = capsys.readouterr().out
    assert out.startswith("1 fixed, 1 more with --unsafe-fixes.\n")
    assert "TFG305" in out
    assert "TFG301" not in out


def test_unsafe_fixes(tmp_path: Path, capsys: Captured) -> None:
    put(tmp_path, {"a.tf": SLIP, "b.tf": COMPUTED})
    assert check(tmp_path, "--unsafe-fixes") == 0
    assert (tmp_path / "b.tf").read_text() == MENDED
    assert capsys.readouterr().out == "2 fixed.\nNo findings.\n"


def test_without_options_it_says_what_could_be_fixed(tmp_path: Path, capsys: Captured) -> None:
    put(tmp_path, {"a.tf": SLIP, "b.tf": COMPUTED})
    assert check(tmp_path) == 2
    assert capsys.readouterr().out.endswith("1 to be fixed with --fix, 1 more with --unsafe-fixes.\n")
    (tmp_path / "a.tf").unlink()
    assert check(tmp_path) == 2
    assert capsys.readouterr().out.endswith("1 to be fixed with --unsafe-fixes.\n")
    assert check(tmp_path, "--quiet") == 2
    assert "to be fixed" not in capsys.readouterr().out


def test_diff_writes_nothing(tmp_path: Path, capsys: Captured) -> None:
    put(tmp_path, {"a.tf": SLIP, "sub/b.tf": COMPUTED.replace("\n", "\r\n")})
    assert check(tmp_path, "--diff") == 2
    output = capsys.readouterr()
    assert patched({"a.tf": SLIP}, output.out) == {"a.tf": RIGHT}
    assert output.err == "1 to be fixed, 1 more with --unsafe-fixes.\n"
    assert check(tmp_path, "--diff", "--unsafe-fixes") == 2
    before = {"a.tf": SLIP, "sub/b.tf": COMPUTED.replace("\n", "\r\n")}
    after = {"a.tf": RIGHT, "sub/b.tf": MENDED.replace("\n", "\r\n")}
    assert patched(before, capsys.readouterr().out) == after
    assert (tmp_path / "a.tf").read_text() == SLIP


def test_diff_of_nothing(tmp_path: Path, capsys: Captured) -> None:
    put(tmp_path, {"a.tf": RIGHT})
    assert check(tmp_path, "--diff", "--unsafe-fixes") == 0
    assert capsys.readouterr().out == ""


def test_diff_is_no_report(tmp_path: Path, capsys: Captured) -> None:
    put(tmp_path, {"a.tf": RIGHT})
    assert check(tmp_path, "--diff", "--format", "json") == 1
    assert "--diff" in capsys.readouterr().err


def test_json(tmp_path: Path, capsys: Captured) -> None:
    put(tmp_path, {"a.tf": SLIP})
    assert check(tmp_path, "--format", "json") == 2
    (finding,) = json.loads(capsys.readouterr().out)["diagnostics"]
    assert finding["fix"] == {
        "title": 'Write "cidr_block"',
        "safe": True,
        "edits": [{"file": "a.tf", "line": 2, "column": 3, "end_line": 2, "end_column": 12, "text": "cidr_block"}],
    }
    assert check(tmp_path, "--format", "json", "--fix") == 0
    output = capsys.readouterr()
    assert json.loads(output.out)["diagnostics"] == []
    assert output.err == "1 fixed.\n"


def test_the_byte_order_mark_and_line_ends_stay(tmp_path: Path) -> None:
    put(tmp_path, {"a.tf": "\ufeff" + SLIP.replace("\n", "\r\n")})
    assert check(tmp_path, "--fix") == 0
    assert (tmp_path / "a.tf").read_bytes() == ("\ufeff" + RIGHT.replace("\n", "\r\n")).encode()


def test_generated_files_are_left_alone(tmp_path: Path, capsys: Captured) -> None:
    files = {"envs/dev/main.tf": SLIP}
    put(tmp_path, {**files, "envs/dev/mine.tf": COMPUTED, ".tfgen/manifest.json": generated(files)})
    assert check(tmp_path, "--unsafe-fixes") == 2
    assert (tmp_path / "envs/dev/main.tf").read_text() == SLIP
    assert (tmp_path / "envs/dev/mine.tf").read_text() == MENDED
    message = "not fixed: envs/dev/main.tf: tfgen generated it: mend its stack file or template and render again\n"
    assert capsys.readouterr().err == message


def test_a_read_only_file_stops_everything(tmp_path: Path, capsys: Captured) -> None:
    put(tmp_path, {"a.tf": SLIP, "b.tf": SLIP.replace('"x"', '"z"')})
    (tmp_path / "b.tf").chmod(0o444)
    assert check(tmp_path, "--fix") == 1
    assert "nothing was fixed: b.tf: it is read-only" in capsys.readouterr().err
    assert (tmp_path / "a.tf").read_text() == SLIP


def test_a_fix_that_would_do_harm_is_named(tmp_path: Path, capsys: Captured) -> None:
    put(tmp_path, {"a.tf": 'resource "aws_elasticache_replication_groop" "x" {\n}\n'})
    assert check(tmp_path, "--fix") == 2
    said = 'a.tf:1: Unknown resource type "aws_elasticache_replication_groop": with the fix there would be TFG302'
    assert f"not fixed: {said}" in capsys.readouterr().err


def test_json_is_left_to_people(tmp_path: Path, capsys: Captured) -> None:
    text = '{"resource": {"aws_vpc": {"x": {"cidr_blok": "10.0.0.0/16"}}}}\n'
    put(tmp_path, {"main.tf.json": text})
    assert check(tmp_path, "--unsafe-fixes") == 2
    assert (tmp_path / "main.tf.json").read_text() == text
    assert "TFG301" in capsys.readouterr().out


def test_values_files(tmp_path: Path) -> None:
    variable = 'variable "region_name" {\n  type = string\n}\n\noutput "x" {\n  value = var.region_name\n}\n'
    values = 'region_nmae = "us-west-2" # why\n'
    put(tmp_path, {"main.tf": variable, "dev.tfvars": values, "b.tfvars.json": '{"region_nmae": "us-west-2"}'})
    assert check(tmp_path, "--fix") == 0
    assert (tmp_path / "dev.tfvars").read_text() == values.replace("nmae", "name")
    assert "nmae" in (tmp_path / "b.tfvars.json").read_text()


def test_override_files_are_mended_where_they_stand(tmp_path: Path) -> None:
    right = 'resource "aws_vpc" "x" {\n  tags = {\n    a = "1"\n  }\n  instance_tenancy = "default"\n}\n'
    override = right.replace("tenancy", "tenancie").replace('"1"', "1")
    put(tmp_path, {"main.tf": SLIP, "override.tf": override})
    check(tmp_path, "--unsafe-fixes")
    assert (tmp_path / "main.tf").read_text() == RIGHT
    assert (tmp_path / "override.tf").read_text() == right


def test_what_refers_to_it_in_an_override_file_is_renamed_there(tmp_path: Path) -> None:
    declared = 'resource "aws_ecs_clustr" "x" {\n  name = "x"\n}\n\noutput "x" {\n  value = 1\n}\n'
    override = 'output "x" {\n  value = aws_ecs_clustr.x.arn\n}\n'
    put(tmp_path, {"main.tf": declared, "override.tf": override})
    check(tmp_path, "--unsafe-fixes")
    assert (tmp_path / "main.tf").read_text() == declared.replace("clustr", "cluster")
    assert (tmp_path / "override.tf").read_text() == override.replace("clustr", "cluster")


def test_nothing_is_renamed_where_an_override_file_in_json_refers_to_it(tmp_path: Path) -> None:
    declared = 'resource "aws_ecs_clustr" "x" {\n  name = "x"\n}\n\noutput "x" {\n  value = 1\n}\n'
    override = '{"output": {"x": {"value": "${aws_ecs_clustr.x.arn}"}}}\n'
    put(tmp_path, {"main.tf": declared, "override.tf.json": override})
    check(tmp_path, "--unsafe-fixes")
    assert (tmp_path / "main.tf").read_text() == declared
    assert (tmp_path / "override.tf.json").read_text() == override


def test_what_is_ignored_is_not_mended(tmp_path: Path, capsys: Captured) -> None:
    text = SLIP.replace("\n}", " # tfgen:ignore TFG301 a fork of the provider\n}")
    put(tmp_path, {"main.tf": text})
    assert check(tmp_path, "--fix") == 0
    assert (tmp_path / "main.tf").read_text() == text
    assert capsys.readouterr().out.startswith("0 fixed.\n")


def patched(before: dict[str, str], diff: str) -> dict[str, str]:
    """The files after a unified diff, each hunk held against the lines that it names."""
    after: dict[str, str] = {}
    for part in diff.split("--- a/")[1:]:
        name, _, rest = part.partition("\n")
        lines = before[name].split("\n")
        _, *hunks = rest.split("\n@@ ")
        shift = 0
        for hunk in hunks:
            head, *body = hunk.removesuffix("\n").split("\n")
            start = int(head.split(",")[0].removeprefix("-")) - 1 + shift
            old = [line[1:] for line in body if line[:1] in (" ", "-")]
            new = [line[1:] for line in body if line[:1] in (" ", "+")]
            assert lines[start : start + len(old)] == old
            lines[start : start + len(old)] = new
            shift += len(new) - len(old)
        after[name] = "\n".join(lines)
    return after
